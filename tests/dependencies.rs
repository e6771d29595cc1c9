//! What the shipped program is made of: licences that go with its own, one source, no package twice without a reason.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::process::Command;

use serde_json::Value;

/// Licences of which each package offers one, or asks for several at once.
const LICENCES: [&str; 9] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "Unlicense",
    "Zlib",
    "0BSD",
    "BSL-1.0",
    "BSD-3-Clause",
    "Unicode-3.0",
];

/// Packages that stand there in two versions. hashbrown: one of them only where SQLite is compiled for browsers.
const TWICE: [&str; 1] = ["hashbrown"];

/// The packages that end in the program or help to build it.
fn shipped() -> Vec<Value> {
    let mut cargo = Command::new(env::var("CARGO").unwrap());
    let folder = env!("CARGO_MANIFEST_DIR");
    let output = cargo.args(["metadata", "--locked", "--format-version", "1"]).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let by_id = |list: &Value| -> BTreeMap<String, Value> {
        let rows = list.as_array().unwrap().iter();
        rows.map(|row| (row["id"].as_str().unwrap().to_owned(), row.clone())).collect()
    };
    let (packages, nodes) = (by_id(&metadata["packages"]), by_id(&metadata["resolve"]["nodes"]));
    let own = packages.iter().find(|(_, package)| package["name"] == "factbox").unwrap().0;
    let (mut found, mut open) = (BTreeSet::new(), vec![own.clone()]);
    while let Some(id) = open.pop() {
        if found.insert(id.clone()) {
            let needs = nodes[&id]["deps"].as_array().unwrap().iter();
            let built =
                needs.filter(|need| need["dep_kinds"].as_array().unwrap().iter().any(|how| how["kind"] != "dev"));
            open.extend(built.map(|need| need["pkg"].as_str().unwrap().to_owned()));
        }
    }
    let found: Vec<Value> = found.into_iter().map(|id| packages[&id].clone()).collect();
    assert!(found.len() > 50, "the packages are found");
    found
}

#[test]
fn licences_go_with_ours() {
    // All parts that are joined by AND, of each any that OR offers; stricter than the grammar where both are mixed.
    let allows = |licence: &str| {
        let parts = licence.replace('/', " OR ");
        let offers = |part: &str| part.trim_matches(['(', ')']).split(" OR ").any(|one| LICENCES.contains(&one.trim()));
        parts.split(" AND ").all(offers)
    };
    assert!(!allows("GPL-3.0-only") && !allows("(MIT OR Apache-2.0) AND GPL-2.0-only") && !allows(""));
    for package in shipped() {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(allows(licence), "{}: the licence {licence:?} is not listed", package["name"]);
    }
}

#[test]
fn packages_come_from_the_registry_and_stand_once() {
    let mut versions = BTreeMap::<String, Vec<String>>::new();
    for package in shipped() {
        let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        let source = text("source");
        assert!(text("name") == "factbox" || source.starts_with("registry+"), "{}: {source}", package["name"]);
        versions.entry(text("name")).or_default().push(text("version"));
    }
    let twice: Vec<_> = versions.iter().filter(|(_, versions)| versions.len() > 1).map(|(name, _)| name).collect();
    assert_eq!(twice, TWICE, "{versions:?}");
}
