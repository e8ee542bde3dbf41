//! What documents say of themselves in front matter and meta elements.

use jiff::civil::Date;

use crate::document::Metadata;

/// A date from the start of a value: `2021-07-19`, `2021-07-19T08:00:00Z`, `2021/07/19`, `20210719`.
pub(super) fn parse_date(value: &str) -> Option<Date> {
    let value = value.trim();
    let digits: String = value.chars().take(10).filter(char::is_ascii_digit).collect();
    let separated = value.get(..10).filter(|date| {
        let bytes = date.as_bytes();
        matches!((bytes.get(4), bytes.get(7)), (Some(b'-'), Some(b'-')) | (Some(b'/'), Some(b'/')))
    });
    let compact = value.get(..8).filter(|date| date.bytes().all(|b| b.is_ascii_digit()));
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse().ok();
    if separated.is_none() && compact.is_none() {
        return None;
    }
    let month = i8::try_from(number(4..6)?).ok()?;
    let day = i8::try_from(number(6..8)?).ok()?;
    Date::new(number(0..4)?, month, day).ok()
}

/// Reads the block of `key: value` or `key = value` lines at the start of a Markdown file. Nested values are not read.
pub(super) fn read_front_matter(block: &str, metadata: &mut Metadata) {
    for line in block.lines() {
        if line.starts_with(char::is_whitespace) {
            continue;
        }
        let Some((key, value)) = line.split_once([':', '=']) else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        match key.trim().trim_matches(['"', '\'']).to_ascii_lowercase().as_str() {
            "date" | "published" | "pubdate" => metadata.date = metadata.date.or_else(|| parse_date(value)),
            "lang" | "language" | "locale" => metadata.language = metadata.language.or_else(|| value.parse().ok()),
            "source_lang" | "source-lang" | "source_language" | "source-language" | "original_lang" => {
                metadata.source_language = metadata.source_language.or_else(|| value.parse().ok());
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{parse_date, read_front_matter};
    use crate::document::Metadata;

    #[test]
    fn reads_dates_of_the_usual_shapes() {
        for value in ["2021-07-19", "2021-07-19T08:00:00+08:00", "2021/07/19 08:00", "20210719", " 2021-07-19 "] {
            assert_eq!(parse_date(value), Some(date(2021, 7, 19)), "{value}");
        }
        for value in ["", "2021", "2021-13-01", "2021-7-1", "July 19, 2021", "２０２１-07-19", "20210799"] {
            assert_eq!(parse_date(value), None, "{value}");
        }
    }

    #[test]
    fn reads_front_matter_keys() {
        let mut metadata = Metadata::default();
        read_front_matter(
            "title: \"A: b\"\ndate: '2021-07-19'\r\nlang = \"en-GB\"\nsource_lang: zh-CN\n  lang: de\n",
            &mut metadata,
        );
        assert_eq!(metadata.date, Some(date(2021, 7, 19)));
        assert_eq!(metadata.language, "en-GB".parse().ok());
        assert_eq!(metadata.source_language, "zh-CN".parse().ok());
    }
}
