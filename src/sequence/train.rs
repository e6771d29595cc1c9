//! The trainer: a conditional random field, fitted by FTRL-proximal steps sentence by sentence, with feature dropout.
//! Deterministic for given data and seed. Takes sentences of features and labels; gives the bytes of a model file.

mod corpus;
mod fit;
mod goal;
mod lattice;
mod pack;
mod random;

pub use corpus::{Corpus, Sentence};
pub use fit::{Options, Weights, fit};
pub use goal::Goal;
pub use lattice::Legal;
pub use random::Random;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sequence::{Decoder, Fault, Model, hash};

    /// Label 1 stands at words of kind 1, label 2 only behind label 1.
    fn corpus() -> Corpus {
        let mut corpus = Corpus::default();
        let mut random = Random::new(7);
        for _ in 0..200 {
            let mut before = 0;
            for _ in 0..8 {
                let kind = random.below(3) as u64;
                let label = if kind == 1 { 1 } else { u8::from(before == 1) * 2 };
                corpus.push([hash::feature(0, 0), hash::feature(1, kind)], label);
                before = label;
            }
            corpus.end_sentence(1.0);
        }
        corpus
    }

    fn legal() -> Legal {
        let mut legal = Legal::any(3);
        legal.first[2] = false;
        legal.between[2 * 3] = false;
        legal.between[2 * 3 + 2] = false;
        legal
    }

    #[test]
    fn what_is_learned_is_read_back() {
        let corpus = corpus();
        let options = Options { dropout: 0.0, ..Options::default() };
        let weights = fit::<2>(&corpus, &legal(), &options, |_| true);
        let file = weights.pack(&corpus, 99, 100, 0.7);
        assert_eq!(Model::<2>::verify(&file), Ok(()));
        assert_eq!(Model::<2>::read(&file, 98).err(), Some(Fault::Features));
        let model = Model::<2>::read(&file, 99).expect("just written");
        let scores: Vec<_> = [0, 1, 2, 2, 1, 1]
            .map(|kind| {
                let mut scores = [0; 2];
                model.add(hash::feature(0, 0), &mut scores);
                model.add(hash::feature(1, kind), &mut scores);
                scores
            })
            .to_vec();
        let mut decoder = Decoder::default();
        assert_eq!(model.decode(scores.iter().map(Some), &mut decoder), [0, 1, 2, 0, 1, 1]);
        assert_eq!(model.decode(scores.iter().map(|_| None), &mut decoder), [0; 6]);
    }
}
