use super::*;
use crate::entities::tagger::train::documents::Raw;
use crate::entities::tagger::{LISTS, NameKind};
use crate::span::Span;

fn examples() -> Examples {
    let text = "Mira Holm met the board of Holm Bank in Lund.\nHolm said the bank would leave Lund.\n".repeat(2);
    let names = [(0, 9, NameKind::Per), (27, 36, NameKind::Org), (40, 44, NameKind::Loc)];
    let names = names.map(|(start, end, kind)| (Span::new(start, end), kind)).to_vec();
    let raw = Raw { text, names };
    let documents: Vec<_> = (0..4).map(|at| Document::new(raw.clone(), 1.0, at % 2)).collect();
    Examples::new(&documents, &Lists::read(LISTS).expect("embedded"), 1000)
}

/// Nothing is hidden, so that the loss is a function of the numbers.
fn options() -> NetOptions {
    NetOptions { hide_parts: 0.0, hide_units: 0.0, rate: 0.01, ..NetOptions::default() }
}

/// Each gradient is the slope of the loss, as two losses close to each other show it.
#[test]
fn gradients_are_slopes() {
    let (examples, options, mut random) = (examples(), options(), Random::new(3));
    let mut learner = Learner::new(&examples, &options, &mut random);
    let mut loss = |numbers: &Numbers, pass: &mut Pass, goal: &mut Goal| {
        pass.forward(&examples.articles[0], numbers, &options, &mut random);
        pass.backward(&examples.articles[0], &examples.corpus, goal, numbers).0
    };
    loss(&learner.numbers, &mut learner.pass, &mut learner.goal);
    let (layers, rows) = (learner.pass.layers.clone(), learner.pass.rows.clone());
    let near = |gradient: f32, slope: f32| (gradient - slope).abs() < 0.02 + 0.05 * slope.abs();
    let places =
        [layout::NEAR, layout::MARKED, layout::FIRST, layout::MIX, layout::SECOND, layout::LAST, layout::OUTPUT];
    let size = 0.002;
    let mut checked = 0;
    for place in places.into_iter().flat_map(|place| place..place + 12).filter(|&place| layers[place].abs() > 0.05) {
        let mut at = |change: f32| {
            let before = learner.numbers.layers[place];
            learner.numbers.layers[place] += change;
            let loss = loss(&learner.numbers, &mut learner.pass, &mut learner.goal);
            learner.numbers.layers[place] = before;
            loss
        };
        let slope = (at(size) - at(-size)) / (2.0 * size);
        assert!(near(layers[place], slope), "layer {place}: {} {slope}", layers[place]);
        checked += 1;
    }
    for (row, gradients) in rows.iter().enumerate().take(20) {
        let mut at = |change: f32| {
            let before = learner.numbers.rows[row][0];
            learner.numbers.rows[row][0] += change;
            let loss = loss(&learner.numbers, &mut learner.pass, &mut learner.goal);
            learner.numbers.rows[row][0] = before;
            loss
        };
        let slope = (at(size) - at(-size)) / (2.0 * size);
        assert!(near(gradients[0], slope), "row {row}: {} {slope}", gradients[0]);
        checked += 1;
    }
    assert!(checked > 30, "{checked}");
}

#[test]
fn the_loss_sinks() {
    let (examples, options, mut random) = (examples(), options(), Random::new(3));
    let mut learner = Learner::new(&examples, &options, &mut random);
    let mut losses = Vec::new();
    for _ in 0..60 {
        losses.push((0..examples.articles.len()).map(|at| learner.learn(at, 1.0, &mut random).0).sum::<f32>());
        learner.step_layers(options.rate);
    }
    assert!(losses[59] < losses[0] / 4.0, "{losses:?}");
}
