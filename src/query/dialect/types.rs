//! What sort of value an expression is: SQLite takes numbers for truth and truth for numbers, others do not.

use std::ops::ControlFlow;

use sqlparser::ast::helpers::attached_token::AttachedToken;
use sqlparser::ast::{
    BinaryOperator, CaseWhen, CastKind, DataType, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentList,
    FunctionArguments, Ident, ObjectName, UnaryOperator, Value, visit_expressions,
};

/// The call of a function.
pub fn call(name: &str, args: Vec<Expr>) -> Expr {
    let args = args.into_iter().map(|arg| FunctionArg::Unnamed(FunctionArgExpr::Expr(arg))).collect();
    Expr::Function(Function {
        name: ObjectName::from(vec![Ident::new(name)]),
        uses_odbc_syntax: false,
        parameters: FunctionArguments::None,
        args: FunctionArguments::List(FunctionArgumentList { duplicate_treatment: None, args, clauses: Vec::new() }),
        filter: None,
        null_treatment: None,
        over: None,
        within_group: Vec::new(),
    })
}

/// One of two values.
pub fn choice(condition: Expr, yes: Expr, no: Expr) -> Expr {
    Expr::Case {
        case_token: AttachedToken::empty(),
        end_token: AttachedToken::empty(),
        operand: None,
        conditions: vec![CaseWhen { condition, result: yes }],
        else_result: Some(Box::new(no)),
    }
}

/// A text.
pub fn text(text: &str) -> Expr {
    Expr::value(Value::SingleQuotedString(text.to_owned()))
}

/// The expression as that type.
pub fn cast(kind: CastKind, expr: Expr, data_type: DataType) -> Expr {
    Expr::Cast { kind, expr: Box::new(expr), data_type, format: None }
}

/// What a function is called, and the values it is called with.
pub fn called(expr: &Expr) -> Option<(String, Vec<&Expr>)> {
    let Expr::Function(function) = expr else { return None };
    let FunctionArguments::List(list) = &function.args else { return None };
    let args = list.args.iter().filter_map(|arg| match arg {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Some(expr),
        _ => None,
    });
    Some((function.name.to_string().to_lowercase(), args.collect()))
}

/// Whether it is true or false.
pub fn is_truth(expr: &Expr) -> bool {
    use BinaryOperator::{And, Eq, Gt, GtEq, Lt, LtEq, NotEq, Or};
    match expr {
        Expr::BinaryOp { op, .. } => matches!(op, And | Or | Eq | NotEq | Lt | LtEq | Gt | GtEq),
        Expr::UnaryOp { op: UnaryOperator::Not, .. }
        | Expr::IsNull(_)
        | Expr::IsNotNull(_)
        | Expr::IsDistinctFrom(..)
        | Expr::IsNotDistinctFrom(..)
        | Expr::InList { .. }
        | Expr::InSubquery { .. }
        | Expr::Exists { .. }
        | Expr::Between { .. }
        | Expr::Like { .. } => true,
        Expr::Value(value) => matches!(value.value, Value::Boolean(_)),
        Expr::Nested(inner) => is_truth(inner),
        _ => called(expr).is_some_and(|(name, args)| match name.as_str() {
            "contains" => true,
            "coalesce" => args.first().is_some_and(|first| is_truth(first)),
            _ => false,
        }),
    }
}

/// Makes a condition of what may be a number; a column that is one is true or false there.
pub fn as_truth(expr: &mut Expr) {
    if is_truth(expr) || matches!(expr, Expr::Identifier(_) | Expr::CompoundIdentifier(_)) {
        return;
    }
    let number = Box::new(std::mem::replace(expr, Expr::value(Value::Null)));
    let (op, right) = (BinaryOperator::NotEq, Box::new(Expr::value(Value::Number("0".to_owned(), false))));
    *expr = Expr::BinaryOp { left: Box::new(Expr::Nested(number)), op, right };
}

/// Makes a number of what may be true or false.
pub fn as_number(expr: &mut Expr) {
    if is_truth(expr) {
        let truth = std::mem::replace(expr, Expr::value(Value::Null));
        *expr = cast(CastKind::Cast, truth, DataType::Int(None));
    }
}

/// Whether a number of rows is told in it.
pub fn is_aggregate(expr: &Expr) -> bool {
    let aggregate = |expr: &Expr| match called(expr) {
        Some((name, _)) if matches!(name.as_str(), "count" | "sum" | "min" | "max" | "listagg") => {
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    };
    visit_expressions(expr, aggregate).is_break()
}
