//! The built program as its users feel it: start, memory, many articles. An earlier binary stands beside it.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use crate::shortest;

const PROGRAM: &str = env!("CARGO_BIN_EXE_factbox");
/// Seconds for each figure.
const SECONDS: f64 = 2.0;
/// Lines of the long input.
const RECORDS: usize = 2400;

/// Prints the table; of each row the ratio to the earlier binary, or to `wc -w`.
pub fn run(texts: &[String], before: Option<&Path>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (article, archive) = (folder.join("article.txt"), folder.join("archive.jsonl"));
    let records: Vec<String> =
        texts.iter().map(|text| serde_json::json!({ "text": text }).to_string() + "\n").collect();
    let bytes: usize = texts.iter().cycle().take(RECORDS).map(String::len).sum();
    let many: String = records.iter().cycle().take(RECORDS).map(String::as_str).collect();
    fs::write(&article, &texts[0]).unwrap();
    fs::write(&archive, &many).unwrap();
    let news = folder.join("news");
    fs::create_dir_all(&news).unwrap();
    for (at, text) in texts.iter().cycle().take(RECORDS).enumerate() {
        fs::write(news.join(format!("{at:04}.txt")), text).unwrap();
    }
    let of_words = |path: &Path| Path::new("/usr/bin/wc").exists().then(|| time("/usr/bin/wc", &["-w"], path));

    println!("\n{:<28} {:>10} {:>10} {:>10}", "program", "now", "before", "wc -w");
    let start = |program: &Path| time(program, &[], &article);
    row("start, one article (ms)", start, before, of_words(&article), |time| time.as_secs_f64() * 1e3);
    let throughput = |program: &Path| time(program, &["--input-format", "jsonl"], &archive);
    row("an archive (MB/s)", throughput, before, of_words(&archive), |time| {
        many.len() as f64 / 1e6 / time.as_secs_f64()
    });
    for threads in ["1", "2"] {
        let folder = |program: &Path| time(program, &["--format", "jsonl", "-j", threads], &news);
        row(&format!("a folder, -j {threads} (MB/s)"), folder, before, of_words(&archive), |time| {
            bytes as f64 / 1e6 / time.as_secs_f64()
        });
    }
    if cfg!(target_os = "linux") {
        let one = &records[..1];
        row("memory, one article (MB)", |program| memory(program, one), before, None, |mb| mb);
        row("memory, an archive (MB)", |program| memory(program, &records), before, None, |mb| mb);
        let whole = vec![serde_json::json!({ "text": texts.concat().repeat(40) }).to_string() + "\n"];
        row("memory, one MB (MB)", |program| memory(program, &whole), before, None, |mb| mb);
    }
}

fn row<T>(
    name: &str,
    measure: impl Fn(&Path) -> T,
    before: Option<&Path>,
    words: Option<T>,
    figure: impl Fn(T) -> f64,
) {
    let show = |value: Option<T>| value.map_or_else(|| "-".to_owned(), |value| format!("{:.2}", figure(value)));
    let now = show(Some(measure(Path::new(PROGRAM))));
    println!("{name:<28} {now:>10} {:>10} {:>10}", show(before.map(measure)), show(words));
}

/// The shortest time from start to end, output and all.
fn time(program: impl AsRef<Path>, arguments: &[&str], path: &Path) -> Duration {
    let mut command = Command::new(program.as_ref());
    command.args(arguments).arg(path).stdout(Stdio::null());
    shortest(SECONDS, || assert!(command.status().unwrap().success()))
}

/// The most memory resident, in MB, that the program needs for these records: asked for when all reports are written
/// and it waits for more.
fn memory(program: &Path, records: &[String]) -> f64 {
    let mut command = Command::new(program);
    command.args(["--input-format", "jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut input, mut output) = pipes(&mut child);
    for record in records {
        input.write_all(record.as_bytes()).unwrap();
        output.read_line(&mut String::new()).unwrap();
    }
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(input);
    child.wait().unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1e3
}

fn pipes(child: &mut Child) -> (ChildStdin, BufReader<ChildStdout>) {
    (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()))
}
