//! The form of the report as JSON Schema, draft 2020-12.

use schemars::Schema;
use schemars::generate::SchemaSettings;

use super::{Report, SCHEMA_VERSION};

/// JSON Schema of [`Report`] as it is written: every key is there.
pub fn schema() -> Schema {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Report>();
    schema.insert("title".to_owned(), format!("factbox report {SCHEMA_VERSION}").into());
    schema
}
