//! The embedded lists are tidy: every `.tsv` of `src` is well-formed and in order, no row stands in it twice, and the
//! countries are all of ISO 3166-1.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use factbox::entities::EntityKind;
use factbox::{Analyzer, Source};

/// Stages whose lists are looked up by halves: their keys stand in order, each once. Other lists keep an order or groups
/// that mean something.
const ORDERED: [&str; 4] = ["article/", "entities/", "quotes/", "text/"];

/// A table for people, by the use of its corpora.
const FREE: &str = "entities/tagger/corpora.tsv";

/// All codes of ISO 3166-1.
const ISO_3166: &str = "\
    AD-AND AE-ARE AF-AFG AG-ATG AI-AIA AL-ALB AM-ARM AO-AGO AQ-ATA AR-ARG AS-ASM AT-AUT AU-AUS AW-ABW AX-ALA AZ-AZE \
    BA-BIH BB-BRB BD-BGD BE-BEL BF-BFA BG-BGR BH-BHR BI-BDI BJ-BEN BL-BLM BM-BMU BN-BRN BO-BOL BQ-BES BR-BRA BS-BHS \
    BT-BTN BV-BVT BW-BWA BY-BLR BZ-BLZ CA-CAN CC-CCK CD-COD CF-CAF CG-COG CH-CHE CI-CIV CK-COK CL-CHL CM-CMR CN-CHN \
    CO-COL CR-CRI CU-CUB CV-CPV CW-CUW CX-CXR CY-CYP CZ-CZE DE-DEU DJ-DJI DK-DNK DM-DMA DO-DOM DZ-DZA EC-ECU EE-EST \
    EG-EGY EH-ESH ER-ERI ES-ESP ET-ETH FI-FIN FJ-FJI FK-FLK FM-FSM FO-FRO FR-FRA GA-GAB GB-GBR GD-GRD GE-GEO GF-GUF \
    GG-GGY GH-GHA GI-GIB GL-GRL GM-GMB GN-GIN GP-GLP GQ-GNQ GR-GRC GS-SGS GT-GTM GU-GUM GW-GNB GY-GUY HK-HKG HM-HMD \
    HN-HND HR-HRV HT-HTI HU-HUN ID-IDN IE-IRL IL-ISR IM-IMN IN-IND IO-IOT IQ-IRQ IR-IRN IS-ISL IT-ITA JE-JEY JM-JAM \
    JO-JOR JP-JPN KE-KEN KG-KGZ KH-KHM KI-KIR KM-COM KN-KNA KP-PRK KR-KOR KW-KWT KY-CYM KZ-KAZ LA-LAO LB-LBN LC-LCA \
    LI-LIE LK-LKA LR-LBR LS-LSO LT-LTU LU-LUX LV-LVA LY-LBY MA-MAR MC-MCO MD-MDA ME-MNE MF-MAF MG-MDG MH-MHL MK-MKD \
    ML-MLI MM-MMR MN-MNG MO-MAC MP-MNP MQ-MTQ MR-MRT MS-MSR MT-MLT MU-MUS MV-MDV MW-MWI MX-MEX MY-MYS MZ-MOZ NA-NAM \
    NC-NCL NE-NER NF-NFK NG-NGA NI-NIC NL-NLD NO-NOR NP-NPL NR-NRU NU-NIU NZ-NZL OM-OMN PA-PAN PE-PER PF-PYF PG-PNG \
    PH-PHL PK-PAK PL-POL PM-SPM PN-PCN PR-PRI PS-PSE PT-PRT PW-PLW PY-PRY QA-QAT RE-REU RO-ROU RS-SRB RU-RUS RW-RWA \
    SA-SAU SB-SLB SC-SYC SD-SDN SE-SWE SG-SGP SH-SHN SI-SVN SJ-SJM SK-SVK SL-SLE SM-SMR SN-SEN SO-SOM SR-SUR SS-SSD \
    ST-STP SV-SLV SX-SXM SY-SYR SZ-SWZ TC-TCA TD-TCD TF-ATF TG-TGO TH-THA TJ-TJK TK-TKL TL-TLS TM-TKM TN-TUN TO-TON \
    TR-TUR TT-TTO TV-TUV TW-TWN TZ-TZA UA-UKR UG-UGA UM-UMI US-USA UY-URY UZ-UZB VA-VAT VC-VCT VE-VEN VG-VGB VI-VIR \
    VN-VNM VU-VUT WF-WLF WS-WSM YE-YEM YT-MYT ZA-ZAF ZM-ZMB ZW-ZWE";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The lists below `folder`: path below `src`, and text.
fn lists(folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("src is there") {
        let path = entry.expect("src can be read").path();
        if path.is_dir() {
            lists(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "tsv") {
            let name = path.strip_prefix(root()).expect("the list is in src").to_string_lossy().replace('\\', "/");
            found.insert(name, fs::read_to_string(&path).expect("a list is UTF-8"));
        }
    }
}

#[test]
fn lists_are_tidy() {
    let mut found = BTreeMap::new();
    lists(&root(), &mut found);
    assert!(found.len() > 20, "the lists are found");
    let faults: Vec<String> = found
        .iter()
        .flat_map(|(name, text)| faults(name, text).into_iter().map(move |fault| format!("{name}: {fault}")))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What is wrong with a list.
fn faults(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.ends_with('\n') || text.contains('\r') {
        faults.push("lines do not end with one line feed".to_owned());
    }
    let mut rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let columns = rows.next().map_or(0, |head| head.split('\t').count());
    let mut last: Option<&str> = None;
    let mut seen = HashSet::new();
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        if cells.len() > columns || cells[0].is_empty() || cells.iter().any(|cell| cell.trim() != *cell) {
            faults.push(format!("`{row}` has too many columns, no key, or blanks at the edge of a cell"));
        }
        if !seen.insert(row) {
            faults.push(format!("`{row}` stands there twice"));
        }
        let key = cells[0];
        let by_halves = name != FREE && ORDERED.iter().any(|stage| name.starts_with(stage));
        if by_halves && last.is_some_and(|last| last >= key) {
            faults.push(format!("`{key}` does not come behind `{}`", last.unwrap_or_default()));
        }
        last = Some(key);
    }
    faults
}

#[test]
fn untidy_lists_are_told() {
    assert!(faults("text/a.tsv", "word\tkind\na\tx\nb\ty\n").is_empty());
    for text in ["word\nb\na\n", "word\na\na\n", "word\na \n", "word\na\tb\n", "word\na", "word\n\tb\n"] {
        assert!(!faults("text/a.tsv", text).is_empty(), "{text:?}");
    }
}

/// The rows of `countries.tsv`.
fn countries() -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join("entities/countries.tsv")).expect("the list is there");
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|row| row.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn every_iso_country_is_listed() {
    let listed: HashSet<String> = countries().iter().map(|row| format!("{}-{}", row[0], row[1])).collect();
    let missing: Vec<&str> = ISO_3166.split(' ').filter(|codes| !listed.contains(*codes)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(ISO_3166.split(' ').count(), 249);
}

/// Without inhabitants of their own name.
const WITHOUT_PEOPLE: [&str; 10] = ["AQ", "BL", "BV", "GS", "HM", "MF", "SJ", "TF", "UM", "VA"];

#[test]
fn every_country_has_a_people() {
    let without = countries().into_iter().filter(|row| row[5].is_empty()).map(|row| row[0].clone());
    let missing: Vec<String> = without.filter(|code| !WITHOUT_PEOPLE.contains(&code.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_country_is_found_by_its_name() {
    let analyzer = Analyzer::new();
    let missing = countries().into_iter().filter(|row| {
        let text = format!("The ministers flew home from {} after two days of talks with Guernsey.", row[2]);
        let document = analyzer.analyze(Source::from_text("country", &text));
        let mut found = document.entities.iter().filter(|entity| entity.kind == EntityKind::Country);
        !found.any(|entity| entity.country == Some(row[0].as_str()) && entity.alpha3 == Some(row[1].as_str()))
    });
    let missing: Vec<String> = missing.map(|row| row[2].clone()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
