//! From plain SQL, as SQLite reads it, to that of Spark, by its syntax tree.

use std::any::TypeId;
use std::ops::ControlFlow;

use sqlparser::ast::{
    BinaryOperator, CastKind, DataType, Expr, FunctionArgumentClause, FunctionArguments, GroupByExpr, Ident,
    ObjectName, Select, SelectItem, SetExpr, Statement, TrimWhereField, UnaryOperator, Value, VisitorMut,
};
use sqlparser::dialect::{Dialect, SQLiteDialect};
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

use super::types::{as_number, as_truth, call, called, cast, choice, is_aggregate, text};

/// What SQLite reads, with its own order of operators.
#[derive(Debug)]
pub struct Plain;

/// Between comparisons and sums.
const BITS: u8 = 25;
/// Before products.
const JOINED: u8 = 45;

impl Dialect for Plain {
    fn dialect(&self) -> TypeId {
        TypeId::of::<SQLiteDialect>()
    }

    fn is_identifier_start(&self, c: char) -> bool {
        SQLiteDialect {}.is_identifier_start(c)
    }

    fn is_identifier_part(&self, c: char) -> bool {
        SQLiteDialect {}.is_identifier_part(c)
    }

    fn supports_bitwise_shift_operators(&self) -> bool {
        true
    }

    fn get_next_precedence(&self, parser: &Parser) -> Option<Result<u8, ParserError>> {
        match parser.peek_token_ref().token {
            Token::StringConcat => Some(Ok(JOINED)),
            Token::ShiftLeft | Token::ShiftRight | Token::Ampersand | Token::Pipe => Some(Ok(BITS)),
            _ => None,
        }
    }
}

/// Puts a tree into Spark's words; what it has none for ends the visit.
pub struct Translator;

impl VisitorMut for Translator {
    type Break = String;

    fn pre_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<String> {
        if let Some(contained) = contained(expr) {
            *expr = contained;
        }
        ControlFlow::Continue(())
    }

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<String> {
        match expr {
            Expr::Identifier(ident) => quote(ident),
            Expr::CompoundIdentifier(parts) => parts.iter_mut().for_each(quote),
            // what keeps SQLite from an index
            Expr::UnaryOp { op: UnaryOperator::Plus, expr: inner } => *expr = taken(inner),
            Expr::UnaryOp { op: UnaryOperator::Not, expr: inner } => as_truth(inner),
            Expr::BinaryOp { left, op: BinaryOperator::PGBitwiseShiftRight, right } => {
                *expr = call("shiftright", vec![taken(left), taken(right)]);
            }
            Expr::BinaryOp { left, op, right } => operator(left, op, right),
            Expr::Case { operand: None, conditions, .. } => {
                conditions.iter_mut().for_each(|when| as_truth(&mut when.condition));
            }
            Expr::Cast { data_type: data_type @ DataType::Real, .. } => {
                *data_type = DataType::Double(sqlparser::ast::ExactNumberInfo::None)
            }
            Expr::Function(_) => return function(expr),
            _ => {}
        }
        ControlFlow::Continue(())
    }

    fn post_visit_select(&mut self, select: &mut Select) -> ControlFlow<String> {
        select.selection.iter_mut().for_each(as_truth);
        let groups = match &select.group_by {
            GroupByExpr::Expressions(groups, _) => groups.clone(),
            GroupByExpr::All(_) => Vec::new(),
        };
        for item in &mut select.projection {
            if let SelectItem::ExprWithAlias { alias, .. } = item {
                quote(alias);
            }
            if let (false, SelectItem::ExprWithAlias { expr, .. } | SelectItem::UnnamedExpr(expr)) =
                (groups.is_empty(), item)
            {
                one_of_group(expr, &groups);
            }
        }
        ControlFlow::Continue(())
    }
}

/// A name in Spark's quotation marks, where it has any.
fn quote(ident: &mut Ident) {
    ident.quote_style = ident.quote_style.map(|_| '`');
}

fn taken(expr: &mut Expr) -> Expr {
    std::mem::replace(expr, Expr::value(Value::Null))
}

/// SQLite takes any row of a group where a column is neither grouped nor counted: they are all the same.
fn one_of_group(expr: &mut Expr, groups: &[Expr]) {
    if !groups.contains(expr) && !is_aggregate(expr) {
        *expr = call("min", vec![taken(expr)]);
    }
}

/// An operator with its operands: what stands inside another one gets parentheses, since the order is another.
fn operator(left: &mut Expr, op: &mut BinaryOperator, right: &mut Expr) {
    use BinaryOperator::{And, Divide, Eq, Gt, GtEq, Lt, LtEq, MyIntegerDivide, NotEq, Or, StringConcat};
    let sides = [left, right];
    match op {
        And | Or => return sides.into_iter().for_each(as_truth),
        Eq | NotEq | Lt | LtEq | Gt | GtEq | StringConcat => {}
        Divide => *op = MyIntegerDivide,
        _ => {}
    }
    let counts = !matches!(op, Eq | NotEq | Lt | LtEq | Gt | GtEq | StringConcat);
    for side in sides {
        if counts {
            as_number(side);
        }
        if matches!(side, Expr::BinaryOp { .. }) {
            *side = Expr::Nested(Box::new(taken(side)));
        }
    }
}

/// The words of a row are kept folded there, between spaces: `instr(' ' || searchable(q.content) || ' ', …)` looks into them.
fn contained(expr: &Expr) -> Option<Expr> {
    let (name, args) = called(expr)?;
    let [Expr::BinaryOp { left, .. }, phrase] = args.as_slice() else { return None };
    let Expr::BinaryOp { right, .. } = &**left else { return None };
    let (searchable, words) = called(right)?;
    (name == "instr" && searchable == "searchable")
        .then(|| Some(call("contains", vec![folded(words.first()?)?, (*phrase).clone()])))?
}

/// The column beside this one that has its words folded.
fn folded(column: &Expr) -> Option<Expr> {
    let Expr::CompoundIdentifier(parts) = column else { return None };
    let [table, column] = parts.as_slice() else { return None };
    let kept = matches!(column.value.as_str(), "surface" | "content" | "text");
    kept.then(|| Expr::CompoundIdentifier(vec![table.clone(), Ident::new("folded")]))
}

/// A function of SQLite, or of the base, in Spark's words.
fn function(expr: &mut Expr) -> ControlFlow<String> {
    let Some((name, args)) = called(expr) else { return ControlFlow::Continue(()) };
    let args: Vec<Expr> = args.into_iter().cloned().collect();
    let told = match (name.as_str(), args.as_slice()) {
        ("iif", [condition, yes, no]) => {
            let mut condition = condition.clone();
            as_truth(&mut condition);
            Some(choice(condition, yes.clone(), no.clone()))
        }
        ("format", _) => Some(call("format_string", args)),
        ("fold" | "searchable", [column]) => folded(column),
        ("rtrim", [trimmed, characters]) => Some(Expr::Trim {
            trim_where: Some(TrimWhereField::Trailing),
            trim_what: Some(Box::new(characters.clone())),
            expr: Box::new(trimmed.clone()),
            trim_characters: None,
        }),
        ("date", [day, steps @ ..]) => date(day, steps),
        ("group_concat", _) => return listed(expr),
        (
            "avg" | "coalesce" | "contains" | "count" | "instr" | "lag" | "length" | "max" | "min" | "nullif" | "rank"
            | "substr" | "sum",
            _,
        ) => return ControlFlow::Continue(()),
        _ => None,
    };
    match told {
        Some(told) => *expr = told,
        None => return ControlFlow::Break(format!("`{expr}`")),
    }
    ControlFlow::Continue(())
}

/// A day some steps away, as SQLite counts them: the Monday of a week, the last day of a month.
fn date(day: &Expr, steps: &[Expr]) -> Option<Expr> {
    let day = cast(CastKind::TryCast, day.clone(), DataType::Date);
    if steps == [text("-6 days"), text("weekday 1")] {
        return Some(call("date_format", vec![call("date_trunc", vec![text("week"), day]), text("yyyy-MM-dd")]));
    }
    let last = steps == [text("+1 month"), text("-1 day")];
    last.then(|| call("date_format", vec![call("last_day", vec![day]), text("yyyy-MM-dd")]))
}

/// Texts in a list: the order stands behind.
fn listed(expr: &mut Expr) -> ControlFlow<String> {
    if let Expr::Function(function) = expr {
        function.name = ObjectName::from(vec![Ident::new("listagg")]);
        if let FunctionArguments::List(list) = &mut function.args {
            for clause in std::mem::take(&mut list.clauses) {
                match clause {
                    FunctionArgumentClause::OrderBy(order) => function.within_group = order,
                    other => return ControlFlow::Break(format!("`{other}`")),
                }
            }
        }
    }
    ControlFlow::Continue(())
}

/// Makes numbers of what the columns of a statement tell as true or false.
pub fn told_as_numbers(statement: &mut Statement) {
    let Statement::Query(query) = statement else { return };
    let SetExpr::Select(select) = &mut *query.body else { return };
    for item in &mut select.projection {
        if let SelectItem::ExprWithAlias { expr, .. } | SelectItem::UnnamedExpr(expr) = item {
            as_number(expr);
        }
    }
}
