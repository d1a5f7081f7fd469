//! `dixit reconcile` and `dixit serve --reconcile`, as OpenRefine asks them.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::bench::Bench;

/// The candidates of one query.
fn results(bench: &Bench, query: &Value) -> Vec<Value> {
    let batch = json!({ "q0": query }).to_string();
    let run = bench.piped(&["reconcile"], &batch).ok();
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    answer["q0"]["result"].as_array().unwrap().clone()
}

#[test]
fn names_are_matched_only_when_it_is_certain() {
    let bench = Bench::samples();
    for (query, first, certain, at_least, at_most) in [
        (json!({"query": "Mark Rutte"}), "mark-rutte", true, 100.0, 100.0),
        (json!({"query": "mark  RUTTE", "type": "Person"}), "mark-rutte", true, 100.0, 100.0),
        (json!({"query": "Rutte, Mark"}), "mark-rutte", false, 97.0, 99.0),
        (json!({"query": "Mark Ruttte"}), "mark-rutte", false, 60.0, 90.0),
        (json!({"query": "Марк Рутте"}), "mark-rutte", false, 95.0, 95.0),
        (
            json!({"query": "Mark Rutte", "properties": [{"pid": "country", "v": "Netherlands"}]}),
            "mark-rutte",
            true,
            100.0,
            100.0,
        ),
        (
            json!({"query": "Mark Rutte", "properties": [{"pid": "country", "v": "Japan"}]}),
            "mark-rutte",
            false,
            75.0,
            85.0,
        ),
        (json!({"query": "Mark Rutte", "type": "place", "type_strict": "should"}), "mark-rutte", false, 60.0, 75.0),
        (json!({"query": "Rutte"}), "mark-rutte", false, 100.0, 100.0),
        (json!({"query": "France", "type": ["place"]}), "france", true, 100.0, 100.0),
    ] {
        let found = results(&bench, &query);
        assert_eq!(found[0]["id"], first, "{query}: {found:?}");
        let score = found[0]["score"].as_f64().unwrap();
        assert_eq!(found[0]["match"], certain, "{query}: {found:?}");
        assert!((at_least..=at_most).contains(&score), "{query}: {score}");
        assert!(found[0]["features"].as_array().unwrap().iter().any(|feature| feature["id"] == "name"));
        assert!(found[0]["type"][0]["id"].is_string() && found[0]["name"].is_string());
    }
    assert!(
        results(&bench, &json!({"query": "Mark Rutte", "type": "place"}))
            .iter()
            .all(|found| found["id"] != "mark-rutte")
    );
    assert!(results(&bench, &json!({"query": "zzqqxxvv wwkkjj"})).is_empty());
    assert!(results(&bench, &json!({"query": ""})).is_empty());
    assert_eq!(results(&bench, &json!({"query": "Mark", "limit": 1})).len(), 1);
}

#[test]
fn homonyms_are_not_certain() {
    let bench = Bench::samples();
    let header = "name,kind,country\n";
    bench.file("more.csv", format!("{header}Mark Rutte,person,JP\n"));
    bench.dixit(&["gazetteer", "import", "csv", "more.csv"]).ok();
    let found = results(&bench, &json!({"query": "Mark Rutte"}));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|found| found["match"] == false), "{found:?}");
}

#[test]
fn batches_are_answered_a_line_each_and_odd_ones_refused() {
    let bench = Bench::samples();
    let two =
        "{\"a\":{\"query\":\"France\"},\"b\":{\"query\":\"Paris\"}}\n{\"queries\":{\"c\":{\"query\":\"Kyiv\"}}}\n";
    let run = bench.piped(&["reconcile"], two).ok();
    let lines: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0].as_object().unwrap().keys().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(lines[1]["c"]["result"][0]["name"], "Kyiv");
    for odd in ["nonsense", "{\"q\":1}", "{\"q\":{}}", "{\"q\":{\"query\":\"x\"}", &"[".repeat(100_000)] {
        let run = bench.piped(&["reconcile"], odd);
        assert!(run.code == 3 && run.err.starts_with("error: standard input"), "{} {}", run.code, run.err);
    }
}

/// A server on a port of its own.
struct Served {
    child: Child,
    port: u16,
}

impl Served {
    fn new(bench: &Bench) -> Self {
        let mut command = bench.command(&["serve", "--reconcile", "--port", "0"]);
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        Served { child, port: port.unwrap_or_else(|| panic!("{line}")) }
    }

    /// Sends bytes as they are; the status and the body.
    fn send(&self, request: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let _ = stream.write_all(request.as_bytes());
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        (status, head.to_owned(), body.to_owned())
    }

    fn get(&self, target: &str, more: &str) -> (u16, String, String) {
        self.send(&format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{more}\r\n", self.port))
    }

    fn post(&self, body: &str) -> (u16, String, String) {
        self.send(&format!("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{body}", body.len()))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_server_answers_as_the_protocol_has_it() {
    let bench = Bench::samples();
    let served = Served::new(&bench);
    let (status, _, body) = served.get("/", "");
    let manifest: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((status, &manifest["versions"]), (200, &json!(["0.1", "0.2"])));
    for member in ["name", "identifierSpace", "schemaSpace", "defaultTypes", "view", "preview", "suggest", "batchSize"]
    {
        assert!(!manifest[member].is_null(), "{member}");
    }
    let queries = "%7B%22q0%22%3A%7B%22query%22%3A%22Mark+Rutte%22%7D%7D";
    let (_, _, asked) = served.get(&format!("/?queries={queries}"), "");
    let (_, _, posted) = served.post(&format!("queries={queries}"));
    assert_eq!(asked, posted);
    let answer: Value = serde_json::from_str(&posted).unwrap();
    assert_eq!(answer["q0"]["result"][0]["id"], "mark-rutte");
    let (_, _, body) = served.get("/suggest/entity?prefix=mark+rut", "");
    let suggested: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(suggested["result"][0]["id"], "mark-rutte", "{body}");
    let (_, head, body) = served.get("/preview?id=mark-rutte", "");
    assert!(head.contains("text/html") && body.contains("<h1>Mark Rutte</h1>"), "{head} {body}");
}

#[test]
fn a_server_refuses_what_is_odd_large_or_from_elsewhere_and_waits_for_nobody() {
    let bench = Bench::samples();
    let served = Served::new(&bench);
    for (request, expected) in [
        ("nonsense\r\n\r\n".to_owned(), 400),
        ("DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(), 405),
        ("GET /etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(), 404),
        ("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n".to_owned(), 403),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), 403),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: https://example.org\r\n\r\n".to_owned(), 403),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n".to_owned(), 413),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned(), 411),
        (format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(100_000)), 431),
        ("GET /preview?id=nobody HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(), 404),
        ("GET /?queries=nonsense HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(), 400),
    ] {
        let (status, ..) = served.send(&request);
        // a client that goes on sending may not hear the reason
        assert!(status == expected || status == 0 && expected == 431, "{status} {}", &request[..30.min(request.len())]);
    }
    let (_, head, _) = served.get("/", "Origin: http://127.0.0.1:3333\r\n");
    assert!(head.contains("Access-Control-Allow-Origin: http://127.0.0.1:3333"), "{head}");
    let silent = TcpStream::connect(("127.0.0.1", served.port)).unwrap();
    assert_eq!(served.get("/", "").0, 200);
    drop(silent);
}

#[cfg(unix)]
#[test]
fn a_server_stops_on_ctrl_c() {
    let bench = Bench::samples();
    let mut served = Served::new(&bench);
    let sent = Command::new("kill").args(["-INT", &served.child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let begun = Instant::now();
    while served.child.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
}
