//! The formats that are XML, with whole files and with texts inside of one: units and pieces lie in order and lead back
//! into the source.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../format.rs"]
mod format;

const FRAMES: [(&str, &str, &str); 5] = [
    ("android", "<resources><string name='a'>", "</string></resources>"),
    ("stringsdict", "<plist><dict><key>a</key><string>", "</string></dict></plist>"),
    ("xliff", "<xliff version='1.2'><trans-unit><source>a</source><target>", "</target></trans-unit></xliff>"),
    ("xliff", "<xliff version='2.0'><unit><segment><source>a</source><target>", "</target></segment></unit></xliff>"),
    ("tmx", "<tmx><tu><tuv lang='en'><seg>a</seg></tuv><tuv lang='de'><seg>", "</seg></tuv></tu></tmx>"),
];

fuzz_target!(|content: &str| {
    for (name, opening, closing) in FRAMES {
        format::read(name, content);
        format::read(name, &[opening, content, closing].concat());
    }
    let _ = mtlint_format::format::read_tbx(content);
});
