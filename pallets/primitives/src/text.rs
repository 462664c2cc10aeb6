//! Texts that people read and decide by: which characters they may have.

/// Schemes of the addresses that documents may have.
pub const URI_SCHEMES: [&str; 4] = ["https", "ipfs", "ipns", "ar"];

/// Whether `text` is UTF-8, not empty, and shows what it says: without control characters, and without
/// those that are invisible or change the direction of writing, by which one name looks like another.
pub fn is_readable(text: &[u8]) -> bool {
	core::str::from_utf8(text).is_ok_and(|text| !text.is_empty() && !text.chars().any(deceives))
}

/// Whether `text` is an address of one of the [`URI_SCHEMES`], readable and without spaces.
pub fn is_uri(text: &[u8]) -> bool {
	let Ok(text) = core::str::from_utf8(text) else { return false };
	let known = |scheme: &str| URI_SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
	let allowed = |c: char| !deceives(c) && !c.is_whitespace();
	text.split_once("://").is_some_and(|(scheme, rest)| {
		known(scheme) && !rest.is_empty() && rest.chars().all(allowed)
	})
}

/// Whether a character is not what it seems: control, bidirectional, zero-width and other invisible
/// ones.
fn deceives(c: char) -> bool {
	c.is_control()
		|| matches!(c,
			'\u{00AD}' // soft hyphen
			| '\u{034F}' // combining grapheme joiner
			| '\u{061C}' // Arabic letter mark
			| '\u{115F}'..='\u{1160}' // Hangul fillers
			| '\u{17B4}'..='\u{17B5}' // Khmer inherent vowels
			| '\u{180B}'..='\u{180F}' // Mongolian separators
			| '\u{200B}'..='\u{200F}' // zero-width characters and marks of direction
			| '\u{2028}'..='\u{202E}' // separators of lines, embeddings and overrides
			| '\u{2060}'..='\u{206F}' // word joiner, invisible operators, isolates
			| '\u{3164}' // Hangul filler
			| '\u{FE00}'..='\u{FE0F}' // variation selectors
			| '\u{FEFF}' // zero-width no-break space
			| '\u{FFA0}' // halfwidth Hangul filler
			| '\u{FFF9}'..='\u{FFFB}' // interlinear annotations
			| '\u{E0000}'..='\u{E0FFF}' // tags
		)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn texts_of_all_languages_are_readable() {
		for text in ["BTC", "TH/s", "Ísland, Reykjanesbær", "四川", "Алматы", "a b"] {
			assert!(is_readable(text.as_bytes()), "{text}");
		}
	}

	#[test]
	fn nothing_invisible_is_readable() {
		assert!(!is_readable(b""));
		assert!(!is_readable(&[0xff]));
		let deceptive = [
			'\n',
			'\u{7f}',
			'\u{85}',
			'\u{200b}',
			'\u{200d}',
			'\u{200e}',
			'\u{202e}',
			'\u{2066}',
			'\u{2060}',
			'\u{feff}',
			'\u{ad}',
			'\u{3164}',
			'\u{fe0f}',
			'\u{e0041}',
		];
		for c in deceptive {
			assert!(!is_readable(format!("Alice{c}").as_bytes()), "{}", c.escape_unicode());
		}
	}

	#[test]
	fn addresses_have_a_known_scheme_and_say_where() {
		for uri in
			["https://example.org/a?b#c", "ipfs://bafy", "IPFS://bafy", "https://münchen.example"]
		{
			assert!(is_uri(uri.as_bytes()), "{uri}");
		}
		for uri in [
			"",
			"example.org",
			"https:/example.org",
			"https://",
			"http://example.org",
			"javascript://%0aalert(1)",
			"data://text",
			"ftp://example.org",
			"https://exam ple.org",
			"https://example.org/\u{202e}gpj.exe",
			"https://example.org/\n",
		] {
			assert!(!is_uri(uri.as_bytes()), "{uri}");
		}
		assert!(!is_uri(&[b'h', b't', b't', b'p', b's', b':', b'/', b'/', 0xff]));
	}
}
