//! Opening: what is refused, and that it is left as it was.

use std::{fs, path::Path};

use dixit::store::{OpenMode, Store, StoreError};

use super::fixture::*;

const MODES: [OpenMode; 3] = [OpenMode::Read, OpenMode::Write, OpenMode::Create];

/// Opens `path` in every mode, expects a refusal of the right sort, and the file untouched.
fn refused(path: &Path, right: fn(&StoreError) -> bool) {
    let before = fs::read(path).ok();
    for mode in MODES {
        match Store::open(path, mode) {
            Err(error) => assert!(right(&error), "{mode:?}: {error}"),
            Ok(_) => panic!("{mode:?} opened {}", path.display()),
        }
    }
    assert_eq!(fs::read(path).ok(), before);
    let left: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, [path.file_name().unwrap()], "nothing was left beside it");
}

#[test]
fn what_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("base");
    for bytes in [&b"Un article.\n"[..], &[0u8; 4096], b"SQLite format 3\0", &[0xff; 10]] {
        fs::write(&path, bytes).unwrap();
        refused(&path, |e| matches!(e, StoreError::NotADatabase { .. }));
    }
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    refused(&path, |e| matches!(e, StoreError::NotADatabase { found: "a folder", .. }));
}

#[test]
fn a_damaged_base_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("base");
    drop(Store::open(&path, OpenMode::Create).unwrap());
    let mut bytes = fs::read(&path).unwrap();
    bytes[100..].fill(0xa5);
    fs::write(&path, &bytes).unwrap();
    let result = Store::open(&path, OpenMode::Write).and_then(|s| s.read(|r| r.gazetteer()));
    assert!(matches!(result, Err(StoreError::Damaged(_))), "{result:?}");
}

#[test]
fn another_programs_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("base");
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    refused(&path, |e| matches!(e, StoreError::OtherApplication(_)));
}

#[test]
fn a_newer_base_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("base");
    drop(Store::open(&path, OpenMode::Create).unwrap());
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    refused(&path, |e| matches!(e, StoreError::Newer { found: 99, .. }));
}

#[test]
fn a_missing_base_is_only_made_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("base");
    for mode in [OpenMode::Read, OpenMode::Write] {
        assert!(matches!(Store::open(&path, mode), Err(StoreError::Missing(_))));
    }
    assert!(!path.exists());
    fs::write(&path, "").unwrap();
    assert!(matches!(Store::open(&path, OpenMode::Read), Err(StoreError::NotADatabase { .. })));
    Store::open(&path, OpenMode::Create).unwrap();
}

#[test]
fn who_writes_does_not_stop_who_reads() {
    let mut base = base();
    let other = Store::open(&base.path, OpenMode::Read).unwrap();
    let before = dump(&other);
    base.store
        .write(|w| {
            w.save(&dixit::store::SavedQuery { name: "a".into(), text: "b".into() })?;
            assert_eq!(dump(&other), before);
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_ne!(dump(&other), before);
}

#[test]
fn two_makers_of_one_base_do_not_disturb_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("base");
    std::thread::scope(|scope| {
        let makers: Vec<_> = (0..4).map(|_| scope.spawn(|| Store::open(&path, OpenMode::Create).map(drop))).collect();
        for maker in makers {
            maker.join().unwrap().unwrap();
        }
    });
}

/// The superuser may write everywhere, so the test runs itself again as somebody else.
#[cfg(unix)]
#[test]
fn a_read_only_folder_can_be_read_from_and_nothing_else() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};
    const CHILD: &str = "DIXIT_TEST_READ_ONLY_BASE";
    if let Some(path) = std::env::var_os(CHILD) {
        return read_only(Path::new(&path));
    }
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let inner = folder.path().join("été 100%?#");
    fs::create_dir(&inner).unwrap();
    let path = inner.join("base");
    let mut store = Store::open(&path, OpenMode::Create).unwrap();
    store.write(|w| w.take_gazetteer(&gazetteer())).unwrap();
    drop(store);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o555)).unwrap();
    let binary = folder.path().join("tests");
    fs::copy(std::env::current_exe().unwrap(), &binary).unwrap();
    let superuser = fs::write(inner.join("probe"), "").is_ok();
    let _ = fs::remove_file(inner.join("probe"));
    let mut child = std::process::Command::new(&binary);
    child.args(["--exact", "opening::a_read_only_folder_can_be_read_from_and_nothing_else"]).env(CHILD, &path);
    if superuser {
        child.uid(65534).gid(65534).current_dir("/");
    }
    let out = child.output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stdout));
    assert!(String::from_utf8_lossy(&out.stdout).contains("1 passed"));
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
fn read_only(path: &Path) {
    let before = fs::read(path).unwrap();
    let store = Store::open(path, OpenMode::Read).unwrap();
    assert!(dump(&store).contains("ada-lune"));
    for mode in [OpenMode::Write, OpenMode::Create] {
        assert!(matches!(Store::open(path, mode), Err(StoreError::ReadOnly(_))));
    }
    for new in ["new", "folder/new"] {
        let result = Store::open(&path.with_file_name(new), OpenMode::Create).map(drop);
        assert!(matches!(result, Err(StoreError::ReadOnly(_))), "{new}: {result:?}");
    }
    assert_eq!(fs::read(path).unwrap(), before);
}
