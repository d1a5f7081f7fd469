use dixit::{
    annotate::{Annotator, to_json},
    gazetteer::Gazetteer,
};
fn main() {
    let a = Annotator::new(Gazetteer::shipped());
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args[0] == "-" {
        for l in std::io::stdin().lines() {
            let v: serde_json::Value = serde_json::from_str(&l.unwrap()).unwrap();
            let t = v["text"].as_str().unwrap();
            let x = a.annotate(t, v["lang"].as_str(), v["date"].as_str());
            println!("{}", to_json(v["id"].as_str().unwrap(), t, &x, &a));
        }
    } else {
        for f in args {
            let t = std::fs::read_to_string(&f).unwrap();
            let x = a.annotate(&t, Some("fr"), None);
            println!("{}", to_json(std::path::Path::new(&f).file_name().unwrap().to_str().unwrap(), &t, &x, &a));
        }
    }
}
