//! Layers to rows.

use jiff::civil::Date;
use serde_json::Number;

use super::offsets::{Offsets, Unit};
use super::*;
use crate::article::BlockKind;
use crate::dates::{PublishedFrom, Timex, TimexKind};
use crate::document::Document;
use crate::entities::{Entity, EntityKind, Form, Mention};
use crate::figures::{Amount, Decimal, Figure, FigureKind};
use crate::quotes::{Quote, QuoteKind, Speaker, Via};
use crate::span::Span;
use crate::text::TokenKind;

impl Report {
    /// The report of an analysed article, its positions counted in `unit`.
    pub fn new(document: &Document, unit: Unit) -> Self {
        Builder { document, offsets: Offsets::new(&document.page.source.text, unit) }.report(unit)
    }
}

struct Builder<'d> {
    document: &'d Document,
    offsets: Offsets,
}

impl Builder<'_> {
    fn report(&self, unit: Unit) -> Report {
        let document = self.document;
        Report {
            schema_version: SCHEMA_VERSION.into(),
            source: document.page.source.name.clone(),
            offsets: unit,
            article: self.article(),
            entities: self.entities(),
            quotes: document.quotes.iter().map(|quote| self.quote(quote)).collect(),
            figures: document.figures.iter().map(|figure| self.figure(figure)).collect(),
            dates: document.dates.iter().map(|timex| self.date(timex)).collect(),
            warnings: document
                .warnings
                .iter()
                .map(|warning| WarningRow { kind: warning.kind.into(), message: warning.message.clone() })
                .collect(),
            meta: None,
        }
    }

    fn place(&self, span: Span) -> PlaceInText {
        let (text, start, end) = self.at(span);
        PlaceInText { text, start, end }
    }

    fn words(&self, span: Span) -> Words {
        Words::new(self.document.page.words(span))
    }

    fn at(&self, span: Span) -> (Words, usize, usize) {
        let words = self.document.page.words(span);
        let start = self.offsets.of(&self.document.page.source.text, span.start());
        (Words::new(words), start, start + self.offsets.len(words))
    }

    fn article(&self) -> ArticleRow {
        let article = &self.document.page.article;
        ArticleRow {
            title: article.of_kind(BlockKind::Title).next().map(|block| self.place(block.span)),
            published: self.document.published.map(|published| PublishedRow {
                date: published.date.to_string(),
                from: published_from(published.from).into(),
            }),
            dateline: self.dateline(),
            bylines: article.of_kind(BlockKind::Byline).map(|block| self.byline(block.span)).collect(),
            boilerplate: article.of_kind(BlockKind::Boilerplate).map(|block| self.place(block.span)).collect(),
            counts: self.counts(),
        }
    }

    fn dateline(&self) -> Option<DatelineRow> {
        let dateline = self.document.page.article.dateline?;
        let (text, start, end) = self.at(dateline.span);
        let place = self.words(dateline.place);
        let date = dateline.date.map(|span| self.words(span));
        Some(DatelineRow { text, start, end, place, date, agency: dateline.agency.map(|span| self.words(span)) })
    }

    fn byline(&self, span: Span) -> BylineRow {
        let (text, start, end) = self.at(span);
        let people = self.document.entities.iter().filter(|entity| {
            entity.kind == EntityKind::Person && entity.mentions.iter().any(|mention| span.contains(mention.span))
        });
        BylineRow { text, start, end, people: people.map(|entity| Words::new(&entity.id)).collect() }
    }

    fn counts(&self) -> CountsRow {
        let page = &self.document.page;
        let blocks = &page.article.blocks;
        let in_story = |block: usize| matches!(blocks[block].kind, BlockKind::Title | BlockKind::Paragraph);
        let sentences: Vec<_> = page.text.sentences.iter().filter(|sentence| in_story(sentence.block)).collect();
        let words = |tokens: &[crate::text::Token]| tokens.iter().filter(|token| token.kind != TokenKind::Mark).count();
        CountsRow {
            characters: page.source.text.chars().count(),
            words: sentences.iter().map(|sentence| words(page.tokens_of(sentence))).sum(),
            sentences: sentences.len(),
            paragraphs: page.article.of_kind(BlockKind::Paragraph).count(),
        }
    }

    fn entities(&self) -> EntityRows {
        EntityRows {
            people: self.of_kind(EntityKind::Person, |entity| self.person(entity)),
            countries: self.of_kind(EntityKind::Country, |entity| self.country(entity)),
            organizations: self.of_kind(EntityKind::Organization, |entity| self.organization(entity)),
            places: self.of_kind(EntityKind::Place, |entity| self.named_place(entity)),
        }
    }

    /// A row for each entity of a kind.
    fn of_kind<R>(&self, kind: EntityKind, row: impl Fn(&Entity) -> R) -> Vec<R> {
        let of_kind = || self.document.entities.iter().filter(|entity| entity.kind == kind);
        let mut rows = Vec::with_capacity(of_kind().count());
        rows.extend(of_kind().map(row));
        rows
    }

    fn mentions(&self, mentions: &[Mention]) -> Vec<MentionRow> {
        let row = |mention: &Mention| {
            let (text, start, end) = self.at(mention.span);
            MentionRow { text, start, end, rule: mention.rule.into() }
        };
        mentions.iter().map(row).collect()
    }

    fn person(&self, entity: &Entity) -> PersonRow {
        PersonRow {
            id: Words::new(&entity.id),
            name: Words::new(&entity.name),
            roles: entity.roles.iter().map(|span| self.place(*span)).collect(),
            mentions: self.mentions(&entity.mentions),
        }
    }

    fn country(&self, entity: &Entity) -> CountryRow {
        let mention = |mention: &Mention| {
            let (text, start, end) = self.at(mention.span);
            CountryMentionRow { text, start, end, form: form(mention.form).into(), rule: mention.rule.into() }
        };
        CountryRow {
            id: Words::new(&entity.id),
            name: Words::new(&entity.name),
            alpha2: entity.country.unwrap_or_default().into(),
            alpha3: entity.alpha3.unwrap_or_default().into(),
            mentions: entity.mentions.iter().map(mention).collect(),
        }
    }

    fn organization(&self, entity: &Entity) -> OrganizationRow {
        OrganizationRow {
            id: Words::new(&entity.id),
            name: Words::new(&entity.name),
            kind: entity.subtype.map(Word::from),
            country: entity.country.map(Word::from),
            mentions: self.mentions(&entity.mentions),
        }
    }

    fn named_place(&self, entity: &Entity) -> PlaceRow {
        PlaceRow {
            id: Words::new(&entity.id),
            name: Words::new(&entity.name),
            kind: entity.subtype.map(Word::from),
            country: entity.country.map(Word::from),
            mentions: self.mentions(&entity.mentions),
        }
    }

    fn quote(&self, quote: &Quote) -> QuoteRow {
        let (text, start, end) = self.at(quote.span);
        QuoteRow {
            text,
            start,
            end,
            kind: quote_kind(quote.kind).into(),
            cue: quote.cue.map(|span| self.place(span)),
            speaker: quote.speaker.as_ref().map(|speaker| self.speaker(speaker)),
            rule: quote.rule.into(),
        }
    }

    fn speaker(&self, speaker: &Speaker) -> SpeakerRow {
        let (text, start, end) = self.at(speaker.span);
        let entity = speaker.entity.map(|index| &self.document.entities[index]);
        SpeakerRow {
            text,
            start,
            end,
            name: entity.map(|entity| Words::new(&entity.name)),
            id: entity.map(|entity| Words::new(&entity.id)),
            via: speaker.via.map(|way| via(way).into()),
        }
    }

    fn figure(&self, figure: &Figure) -> FigureRow {
        let (text, start, end) = self.at(figure.span);
        let (value, low, high) = match &figure.amount {
            Amount::Exact(value) => (Some(AmountRow::Number(number(*value))), None, None),
            Amount::Range(low, high) => (None, Some(number(*low)), Some(number(*high))),
            Amount::Text(score) => (Some(AmountRow::Text(Words::new(score))), None, None),
        };
        FigureRow {
            text,
            start,
            end,
            kind: figure_kind(figure.kind).into(),
            value,
            low,
            high,
            unit: figure.unit.as_deref().map(Words::new),
            per: figure.per.as_deref().map(Words::new),
            approximation: figure.approximation.as_deref().map(Words::new),
            rule: figure.rule.into(),
        }
    }

    fn date(&self, timex: &Timex) -> DateRow {
        let (text, start, end) = self.at(timex.span);
        DateRow {
            text,
            start,
            end,
            kind: timex_kind(timex.kind).into(),
            value: Words::new(&timex.value),
            from: timex.days.map(|(from, _)| day(from)),
            to: timex.days.map(|(_, to)| day(to)),
            rule: timex.rule.into(),
        }
    }
}

/// YYYY-MM-DD.
fn day(date: Date) -> Words {
    let Ok(year) = u16::try_from(date.year()) else { return Words::from(date.to_string()) };
    let (month, day) = (date.month() as u16, date.day() as u16);
    let digits = [year / 1000, year / 100, year / 10, year, month / 10, month, day / 10, day];
    let [a, b, c, d, e, f, g, h] = digits.map(|number| b'0' + (number % 10) as u8);
    Words::new(str::from_utf8(&[a, b, c, d, b'-', e, f, b'-', g, h]).unwrap_or_default())
}

/// Digits as they are: serde_json keeps them with `arbitrary_precision`.
fn number(value: Decimal) -> Number {
    if let Some(whole) = value.whole() {
        return whole.into();
    }
    value.to_string().parse().expect("a decimal prints as a JSON number; figures/decimal.rs tests it")
}

fn published_from(from: PublishedFrom) -> &'static str {
    match from {
        PublishedFrom::Option => "option",
        PublishedFrom::Record => "record",
        PublishedFrom::Dateline => "dateline",
        PublishedFrom::Text => "text",
    }
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Name => "name",
        Form::Abbreviation => "abbreviation",
        Form::Demonym => "demonym",
        Form::Metonym => "metonym",
    }
}

fn quote_kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Partial => "partial",
        QuoteKind::Scare => "scare",
    }
}

fn via(via: Via) -> &'static str {
    match via {
        Via::Name => "name",
        Via::Role => "role",
        Via::Pronoun => "pronoun",
        Via::Carried => "carried",
    }
}

fn figure_kind(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Count => "count",
        FigureKind::Money => "money",
        FigureKind::Percentage => "percentage",
        FigureKind::Measure => "measure",
        FigureKind::Age => "age",
        FigureKind::Score => "score",
        FigureKind::Fraction => "fraction",
        FigureKind::Multiple => "multiple",
        FigureKind::Number => "number",
    }
}

fn timex_kind(kind: TimexKind) -> &'static str {
    match kind {
        TimexKind::Date => "date",
        TimexKind::Time => "time",
        TimexKind::Duration => "duration",
        TimexKind::Recurring => "recurring",
        TimexKind::Vague => "vague",
    }
}
