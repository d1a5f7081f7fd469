//! The service over HTTP on this machine alone: one request a connection, of a size and a time that are bounded.

use std::{
    io::{self, Read as _, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    thread,
    time::{Duration, Instant},
};

use super::{Request, Response, respond};
use crate::store::{Store, StoreError};

/// Bytes that the head of a request may have.
const HEAD: usize = 16 << 10;

/// Bytes that a body may have.
pub const BODY: usize = 4 << 20;

/// How long a request may take to come, and an answer to go.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// How long an answer may be looked for.
pub const THOUGHT: Duration = Duration::from_secs(30);

/// Requests that are answered at once.
const WORKERS: usize = 4;

/// Between two looks whether to stop.
const PAUSE: Duration = Duration::from_millis(20);

/// A server that has its port.
pub struct Server {
    listener: TcpListener,
    port: u16,
}

impl Server {
    /// Takes a port of this machine, any that is free where it is 0. Nobody from elsewhere can reach it.
    ///
    /// # Errors
    /// When it cannot be had.
    pub fn bind(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        Ok(Server { listener, port })
    }

    /// Its own address.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Answers requests from the base until `stopped`.
    ///
    /// # Errors
    /// When the base cannot be opened once more for each worker.
    pub fn run(&self, store: &Store, stopped: &(dyn Fn() -> bool + Sync)) -> Result<(), StoreError> {
        let stores = (0..WORKERS).map(|_| store.for_reading()).collect::<Result<Vec<_>, _>>()?;
        thread::scope(|scope| {
            for store in stores {
                scope.spawn(move || self.work(&store, stopped));
            }
        });
        Ok(())
    }

    fn work(&self, store: &Store, stopped: &(dyn Fn() -> bool + Sync)) {
        while !stopped() {
            match self.listener.accept() {
                // who hangs up harms nobody but himself
                Ok((stream, _)) => drop(self.serve(stream, store)),
                Err(_) => thread::sleep(PAUSE),
            }
        }
    }

    fn serve(&self, mut stream: TcpStream, store: &Store) -> io::Result<()> {
        stream.set_nonblocking(false)?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let (response, origin) = match self.read(&mut stream) {
            Ok((request, origin)) => (answered(store, &request), origin),
            Err(Refusal::Gone(error)) => return Err(error),
            Err(Refusal::Status(status, reason)) => (Response::refused(status, reason), None),
        };
        let allowed = origin.map(|origin| format!("Access-Control-Allow-Origin: {origin}\r\nVary: Origin\r\n"));
        write!(
            stream,
            "HTTP/1.1 {} \r\nContent-Type: {}\r\nContent-Length: {}\r\n{}X-Content-Type-Options: nosniff\r\n\
             Content-Security-Policy: default-src 'none'\r\nConnection: close\r\n\r\n{}",
            response.status,
            response.media,
            response.body.len(),
            allowed.unwrap_or_default(),
            response.body
        )?;
        stream.flush()
    }

    /// Reads a request, and the page of this machine that sends it.
    fn read(&self, stream: &mut TcpStream) -> Result<(Request, Option<String>), Refusal> {
        let deadline = Instant::now() + PATIENCE;
        let mut bytes = Vec::new();
        let head = loop {
            match Head::of(&bytes)? {
                Some(head) => break head,
                None if bytes.len() > HEAD => return Err(Refusal::Status(431, "expected a shorter head")),
                None => more(stream, &mut bytes, deadline)?,
            }
        };
        if !head.host.is_some_and(|host| is_here(&host))
            || head.origin.as_deref().is_some_and(|origin| !is_page_here(origin))
        {
            return Err(Refusal::Status(403, "expected a request from this machine"));
        }
        if head.length > BODY {
            return Err(Refusal::Status(413, "expected a body of at most 4 MB"));
        }
        while bytes.len() < head.end + head.length {
            more(stream, &mut bytes, deadline)?;
        }
        let body = &bytes[head.end..head.end + head.length];
        let (path, behind) = head.target.split_once('?').unwrap_or((&head.target, ""));
        let fields = [behind.as_bytes(), body].into_iter().flat_map(form_urlencoded::parse);
        let fields = fields.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        Ok((Request { path: path.to_owned(), fields, own: self.address() }, head.origin))
    }
}

/// Answers from one state of the base; what takes too long is broken off.
fn answered(store: &Store, request: &Request) -> Response {
    let handle = store.interrupt_handle();
    let (done, waiting) = std::sync::mpsc::channel::<()>();
    let answer = thread::scope(|scope| {
        scope.spawn(move || {
            if waiting.recv_timeout(THOUGHT) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                handle.interrupt();
            }
        });
        let answer = store.read(|reader| respond(reader, request));
        drop(done);
        answer
    });
    answer.unwrap_or_else(|error| match error {
        StoreError::Interrupted => Response::refused(503, "it takes too long; send fewer queries at once"),
        other => Response::refused(500, &other.to_string()),
    })
}

/// Why a request is not answered as it asks.
enum Refusal {
    Gone(io::Error),
    Status(u16, &'static str),
}

/// Reads what has come, until the deadline.
fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>, deadline: Instant) -> Result<(), Refusal> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(Refusal::Status(408, "expected a request in time"));
    }
    stream.set_read_timeout(Some(left)).map_err(Refusal::Gone)?;
    let mut part = [0; 8 << 10];
    match stream.read(&mut part) {
        Ok(0) => Err(Refusal::Gone(io::ErrorKind::UnexpectedEof.into())),
        Ok(n) => {
            bytes.extend_from_slice(&part[..n]);
            Ok(())
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
            Err(Refusal::Status(408, "expected a request in time"))
        }
        Err(error) => Err(Refusal::Gone(error)),
    }
}

/// The head of a request.
struct Head {
    target: String,
    host: Option<String>,
    origin: Option<String>,
    length: usize,
    /// Where the body begins.
    end: usize,
}

impl Head {
    /// The head, when it has come whole.
    fn of(bytes: &[u8]) -> Result<Option<Self>, Refusal> {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut request = httparse::Request::new(&mut headers);
        let end = match request.parse(bytes) {
            Ok(httparse::Status::Complete(end)) => end,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(_) => return Err(Refusal::Status(400, "expected a request of HTTP/1.1")),
        };
        if !matches!(request.method, Some("GET" | "POST")) {
            return Err(Refusal::Status(405, "expected GET or POST"));
        }
        let find = |name: &str| request.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        let header =
            |name: &str| find(name).and_then(|header| std::str::from_utf8(header.value).ok()).map(str::to_owned);
        if find("transfer-encoding").is_some() {
            return Err(Refusal::Status(411, "expected a body whose length is told"));
        }
        let length = header("content-length").map_or(Ok(0), |length| length.trim().parse());
        let length = length.map_err(|_| Refusal::Status(400, "expected a number as length"))?;
        let target = request.path.unwrap_or("/").to_owned();
        Ok(Some(Head { target, host: header("host"), origin: header("origin"), length, end }))
    }
}

/// Whether a host is this machine by a name that no other can take: pages from elsewhere may not ask under theirs.
fn is_here(host: &str) -> bool {
    let name = host
        .rsplit_once(':')
        .map_or(host, |(name, port)| if port.bytes().all(|b| b.is_ascii_digit()) { name } else { host });
    ["127.0.0.1", "localhost", "[::1]"].contains(&name)
}

fn is_page_here(origin: &str) -> bool {
    origin.strip_prefix("http://").is_some_and(is_here)
}
