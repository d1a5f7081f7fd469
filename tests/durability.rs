//! Nothing acknowledged is lost: killed processes, full disks, two at once, stops.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

use dixit::store::{OpenMode, Store, StoreError};

/// How often a process is killed.
const KILLS: u32 = 30;

/// Articles: a few batches.
const ARTICLES: usize = 400;

struct Yard {
    folder: tempfile::TempDir,
}

impl Yard {
    /// A folder with articles made of paragraphs of the samples, each another choice.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let samples = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples")).unwrap();
        let mut paths: Vec<PathBuf> = samples.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let texts: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
        let paragraphs: Vec<&str> = texts.iter().flat_map(|t| t.split("\n\n")).filter(|p| p.len() > 120).collect();
        fs::create_dir(folder.path().join("news")).unwrap();
        for n in 0..ARTICLES {
            let text = format!(
                "Article {n}\n\n{}\n\n{}\n",
                paragraphs[n % paragraphs.len()],
                paragraphs[n * 7 % paragraphs.len()]
            );
            fs::write(folder.path().join(format!("news/{n:04}.txt")), text).unwrap();
        }
        Yard { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The command that reads all articles into a base.
    fn ingest(&self, base: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        command.arg("--db").arg(base).args(["ingest", "--batch", "128", "news"]).current_dir(self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }
}

fn done(mut command: Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn dump(base: &Path) -> Vec<u8> {
    let mut out = Vec::new();
    Store::open(base, OpenMode::Read).unwrap().read(|r| r.dump(&mut out)).unwrap();
    out
}

/// Fails when the base cannot be opened or does not hold together.
fn assert_sound(base: &Path) {
    let mut problems = Vec::new();
    let store = Store::open(base, OpenMode::Write).unwrap();
    store.read(|r| r.check(&mut |problem| problems.push(problem))).unwrap();
    assert_eq!(problems, [""; 0]);
}

#[test]
fn whoever_is_killed_loses_nothing_that_was_acknowledged() {
    let yard = Yard::new();
    let calm = yard.path("calm.db");
    let begun = Instant::now();
    done(yard.ingest(&calm));
    let whole = begun.elapsed();
    let expected = dump(&calm);
    let (mut kills, mut random) = (0, 0x9E37_79B9_u64);
    let mut round = 0;
    while kills < KILLS {
        round += 1;
        let base = yard.path(&format!("killed-{round}.db"));
        // up to five on one base: each later one meets what the one before left behind
        for _ in 0..5 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut child = yard.ingest(&base).spawn().unwrap();
            std::thread::sleep(whole.mul_f64((random >> 33) as f64 / (1u64 << 31) as f64));
            let ended = child.try_wait().unwrap().is_some();
            child.kill().unwrap();
            child.wait().unwrap();
            kills += u32::from(!ended);
            if base.exists() && fs::metadata(&base).unwrap().len() > 0 {
                assert_sound(&base);
            }
        }
        done(yard.ingest(&base));
        assert!(dump(&base) == expected, "round {round}: completed, it is the same base");
    }
}

#[test]
fn two_at_once_take_turns_and_readers_do_not_wait() {
    let yard = Yard::new();
    let (calm, shared) = (yard.path("calm.db"), yard.path("shared.db"));
    done(yard.ingest(&calm));
    let two: Vec<_> = (0..2).map(|_| yard.ingest(&shared).spawn().unwrap()).collect();
    let mut slowest = Duration::ZERO;
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_millis(300) {
        if let Ok(store) = Store::open(&shared, OpenMode::Read) {
            let asked = Instant::now();
            store.read(|r| r.stats().map(drop)).unwrap();
            slowest = slowest.max(asked.elapsed());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    for child in two {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    // waiting for a writer would take until its patience ends
    assert!(slowest < Duration::from_secs(4), "{slowest:?}");
    assert!(dump(&shared) == dump(&calm));
}

/// Longer than a writer that has nobody to ask would wait.
const LONG: Duration = Duration::from_millis(5600);

#[test]
fn who_waits_for_its_turn_says_so_and_goes_on() {
    let yard = Yard::new();
    let (calm, base) = (yard.path("calm.db"), yard.path("held.db"));
    done(yard.ingest(&calm));
    let mut store = Store::open(&base, OpenMode::Create).unwrap();
    let child = store.write(|_| {
        let child = yard.ingest(&base).spawn().unwrap();
        std::thread::sleep(LONG);
        Ok::<_, StoreError>(child)
    });
    let output = child.unwrap().wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert_eq!(told.matches("another dixit is writing; waiting").count(), 1, "{told}");
    assert!(dump(&base) == dump(&calm));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_waiting() {
    let yard = Yard::new();
    let base = yard.path("held.db");
    let mut store = Store::open(&base, OpenMode::Create).unwrap();
    let output = store.write(|_| {
        let mut child = yard.ingest(&base).spawn().unwrap();
        let mut told = vec![0; 40];
        std::io::Read::read_exact(child.stderr.as_mut().unwrap(), &mut told).unwrap();
        assert!(told.starts_with(b"another dixit is writing"), "{}", String::from_utf8_lossy(&told));
        Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        Ok::<_, StoreError>(child.wait_with_output().unwrap())
    });
    let output = output.unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{told}");
    assert!(told.contains("the same command goes on"), "{told}");
}

#[test]
fn a_full_disk_leaves_a_base_that_opens_and_can_be_completed() {
    let yard = Yard::new();
    let calm = yard.path("calm.db");
    done(yard.ingest(&calm));
    let small = yard.path("small");
    fs::create_dir(&small).unwrap();
    let dixit = env!("CARGO_BIN_EXE_dixit");
    let ingest = format!("'{dixit}' --db '{0}/base.db' ingest --batch 128 news; code=$?", small.display());
    // a disk too small for all where that is allowed, else a limit on the size of files
    let size = fs::metadata(&calm).unwrap().len() * 7 / 10;
    let blocks = size / 512;
    let disk = format!(
        "mount -t tmpfs -o size={size} none '{0}' && {{ {ingest}; cp '{0}'/base.db* kept/; exit $code; }}",
        small.display()
    );
    let limit = format!(
        "trap '' XFSZ; ulimit -f {blocks} && {{ {ingest}; cp '{0}'/base.db* kept/; exit $code; }}",
        small.display()
    );
    fs::create_dir(yard.path("kept")).unwrap();
    let may_mount = Command::new("unshare").args(["-rm", "mount", "-t", "tmpfs", "none"]).arg(&small).output();
    let output = match may_mount.is_ok_and(|o| o.status.success()) {
        true => Command::new("unshare").args(["-rm", "sh", "-c", &disk]).current_dir(yard.folder.path()).output(),
        false => Command::new("sh").args(["-c", &limit]).current_dir(yard.folder.path()).output(),
    };
    let output = output.unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && told.contains("safe"), "{told}");
    let base = yard.path("kept/base.db");
    assert_sound(&base);
    done(yard.ingest(&base));
    assert!(dump(&base) == dump(&calm));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_at_a_batch_and_says_how_to_go_on() {
    let yard = Yard::new();
    let (calm, base) = (yard.path("calm.db"), yard.path("stopped.db"));
    done(yard.ingest(&calm));
    let child = yard.ingest(&base).spawn().unwrap();
    while !Store::open(&base, OpenMode::Read)
        .is_ok_and(|s| s.read(|r| r.stats().map(|t| t.rows[0][1].text() != "0")).unwrap())
    {
        std::thread::sleep(Duration::from_millis(2));
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{told}");
    assert!(told.contains("the same command goes on"), "{told}");
    assert_sound(&base);
    done(yard.ingest(&base));
    assert!(dump(&base) == dump(&calm));
}
