//! Pairs cues of subtitles by their times.

use super::{Counterpart, Lone, Pairing, Place, behind, shown};
use crate::document::{Document, UnitState};
use crate::format::CueTime;

/// Assigns each source cue to the target cue that it overlaps the longest.
pub(super) fn pair(source: &Document, target: &Document) -> Pairing {
    let (of_source, of_target) = (times(source), times(target));
    let mut order: Vec<usize> = (0..of_target.len()).collect();
    order.sort_by_key(|&index| of_target.get(index).map_or(0, |time| time.start));
    let mut pairing = Pairing { sources: vec![None; target.units.len()], ..Pairing::default() };
    let mut overlapped = vec![false; target.units.len()];
    let mut first = 0;
    let mut sorted: Vec<(usize, CueTime)> = of_source.into_iter().enumerate().collect();
    sorted.sort_by_key(|(_, time)| time.start);
    for (index, time) in sorted {
        // Cues that ended before this one starts overlap no later cue either.
        while order.get(first).and_then(|&t| of_target.get(t)).is_some_and(|t| t.end <= time.start) {
            first += 1;
        }
        let ahead = order.iter().skip(first).filter_map(|&t| Some((t, *of_target.get(t)?)));
        let touching = ahead.take_while(|(_, t)| t.start < time.end).map(|(t, other)| (overlap(time, other), t));
        let mut best = (0, None);
        for (shared, t) in touching.take(8) {
            if let Some(seen) = overlapped.get_mut(t).filter(|_| shared > 0) {
                *seen = true;
            }
            if shared > best.0 {
                best = (shared, Some(t));
            }
        }
        let Some(unit) = source.units.get(index) else { continue };
        match best.1.and_then(|t| pairing.sources.get_mut(t)) {
            // One cue translates several: take the text from the first to the last of them.
            Some(Some(found)) => found.span = found.span.to(unit.target.outer),
            Some(slot) => *slot = Some(Counterpart::sure(unit.target.outer)),
            None if unit.state == UnitState::Untranslated => {}
            None => {
                let before = first.checked_sub(1).and_then(|last| order.get(last)).map_or(0, |&t| t + 1);
                let (at, detail) = (behind(target, before), shown(source.target.slice(unit.target.span)));
                pairing.lone.push(Lone {
                    check: "missing-entry",
                    at,
                    source: Some(Place::Text(unit.target.outer)),
                    detail,
                });
            }
        }
    }
    for (index, unit) in target.units.iter().enumerate() {
        if overlapped.get(index) == Some(&false) && unit.state != UnitState::Untranslated {
            let at = target.target.map.to_file(unit.target.span).unwrap_or_default();
            let detail = shown(target.target.slice(unit.target.span));
            pairing.lone.push(Lone { check: "added-entry", at, source: None, detail });
        }
    }
    pairing
}

fn times(document: &Document) -> Vec<CueTime> {
    let never = CueTime { start: 0, end: 0 };
    document.units.iter().map(|unit| unit.key.as_deref().and_then(CueTime::parse).unwrap_or(never)).collect()
}

fn overlap(a: CueTime, b: CueTime) -> u64 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
