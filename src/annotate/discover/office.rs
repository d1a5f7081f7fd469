//! What the offices and countries beside a name say for a candidate.

use super::{
    Evidence, Piece, Sighting,
    evidence::{Case, evidence},
};
use crate::{gazetteer::Tenure, model::EntityId};

impl Case<'_, '_> {
    /// What the offices beside the name say.
    pub(super) fn office(&self, entity: EntityId) -> Option<Evidence> {
        let own: Vec<Tenure> = self.discovery.known.tenures(entity).collect();
        let all = self.sightings.iter().flat_map(|s| self.office_at(s, entity, &own));
        all.max_by(|a, b| a.weight().total_cmp(&b.weight()))
    }

    fn office_at(&self, sighting: &Sighting, entity: EntityId, own: &[Tenure]) -> Option<Evidence> {
        let (roles, of) = (&sighting.beside.roles, self.discovery.bodies(sighting));
        if roles.is_empty() {
            return None;
        }
        let words = as_printed(sighting);
        let named = |t: &&Tenure| roles.iter().any(|r| r == t.role);
        let date = self.discovery.pages[sighting.page].date.as_deref();
        let here = |t: &&Tenure| named(t) && of.contains(&t.of);
        if let Some(tenure) = own.iter().filter(here).max_by_key(|t| date.is_some_and(|day| holds(t, day))) {
            let now = date.is_none_or(|day| holds(tenure, day));
            let (piece, has) = if now { (Piece::Office, "holds") } else { (Piece::OfficeOnce, "held") };
            let since = if tenure.since.is_empty() { String::new() } else { format!(" since {}", tenure.since) };
            return Some(evidence(
                piece,
                1.0,
                format!("beside it stands {words}: {} {has} that office{since}", self.who(entity)),
            ));
        }
        if let Some(words) = self.described_office(sighting, &of, entity) {
            return Some(evidence(Piece::OfficeOnce, 1.0, words));
        }
        if let Some(other) = date.and_then(|day| self.holder(roles, &of, day)).filter(|&other| other != entity) {
            let words = format!("beside it stands {words}: that is {}", self.who(other));
            return Some(evidence(Piece::OfficeOfAnother, 1.0, words));
        }
        let own_country = self.discovery.known.country(entity).is_some_and(|c| of.contains(&c));
        if of.is_empty() && (own.iter().any(|t| named(&t)) || self.is_described_with(roles, entity)) {
            let words = format!("beside it stands {words}: {} holds or held such an office", self.who(entity));
            return Some(evidence(Piece::Role, 1.0, words));
        }
        let unheld = || {
            let words = format!("beside it stands {words}: {} is not known to have held that office", self.who(entity));
            evidence(Piece::OfficeUnheld, 1.0, words)
        };
        (own_country && !own.is_empty()).then(unheld)
    }

    /// Whether the description of `entity` names the same office of the same country or body.
    fn described_office(&self, sighting: &Sighting, of: &[EntityId], entity: EntityId) -> Option<String> {
        let (annotator, known) = (self.discovery.annotator, &self.discovery.known);
        let description = known.gazetteer.description(entity);
        let named = annotator.named_in(description).into_iter().chain(known.country(entity));
        let place = named.into_iter().any(|e| of.contains(&e) || known.country(e).is_some_and(|c| of.contains(&c)));
        let same = place && self.is_described_with(&sighting.beside.roles, entity);
        same.then(|| format!("beside it stands {}: the description is “{description}”", as_printed(sighting)))
    }

    /// Whether the description of `entity` names one of these offices.
    fn is_described_with(&self, roles: &[String], entity: EntityId) -> bool {
        let description = self.discovery.known.gazetteer.description(entity);
        self.discovery.annotator.roles_in(description).iter().any(|role| roles.contains(role))
    }

    /// Who holds one of `roles` in one of these places on the day.
    fn holder(&self, roles: &[String], of: &[EntityId], day: &str) -> Option<EntityId> {
        let gazetteer = self.discovery.annotator.gazetteer();
        let mut tenures = roles.iter().flat_map(|r| of.iter().flat_map(move |&of| gazetteer.tenures_of(r, of)));
        tenures.find(|t| !t.since.is_empty() && holds(t, day)).map(|t| t.holder)
    }

    /// What the countries beside the name say.
    pub(super) fn country(&self, entity: EntityId) -> Option<Evidence> {
        let own = self.discovery.known.country(entity)?;
        let bodies = self.sightings.iter().map(|s| (s, self.discovery.bodies(s)));
        let with: Vec<(&Sighting, Vec<EntityId>)> = bodies.filter(|(_, of)| !of.is_empty()).collect();
        let told = |sighting: &Sighting| {
            let (words, who) = (as_printed(sighting), self.who(entity));
            format!("beside it stands {words}: the country of {who} is {}", self.who(own))
        };
        if let Some((sighting, _)) = with.iter().find(|(_, of)| of.contains(&own)) {
            return Some(evidence(Piece::Country, 1.0, told(sighting)));
        }
        let (sighting, _) = with.first()?;
        Some(evidence(Piece::OtherCountry, 1.0, told(sighting)))
    }
}

/// The words beside a name, in quotation marks.
fn as_printed(sighting: &Sighting) -> String {
    let words: Vec<&str> = sighting.beside.words.iter().map(|w| w.trim()).filter(|w| !w.is_empty()).collect();
    format!("“{}”", words.join(" … "))
}

/// Whether `day` falls in the tenure, as far as its dates are known.
fn holds(tenure: &Tenure, day: &str) -> bool {
    let begun = tenure.since.is_empty() || tenure.since <= day || tenure.since.starts_with(day);
    let over = !tenure.until.is_empty() && tenure.until < day && !day.starts_with(tenure.until);
    begun && !over
}
