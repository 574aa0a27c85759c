//! A message as a tree. Read by hand: what reads any JSON whatever, with fractions and with an account
//! of each fault, is ten times as much code.

/// A value of JSON, without fractions: no view has any. Objects are lists, since what makes maps is
/// more code than the few fields of one are worth.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
    /// Several values.
    List(Vec<Json>),
    /// Several values by their names.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a text; none where it is no such JSON.
    pub fn read(text: &str) -> Option<Self> {
        let mut reader = Reader { text, at: 0 };
        let json = reader.value()?;
        reader.skip_space();
        (reader.at == text.len()).then_some(json)
    }
}

/// Reads on from a place in a text.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Takes a sign after any space, if it is the next.
    fn take(&mut self, sign: u8) -> Option<()> {
        self.skip_space();
        (self.peek() == Some(sign)).then(|| self.at += 1)
    }

    fn word(&mut self, word: &str, json: Json) -> Option<Json> {
        let is_there = self.text.get(self.at..)?.starts_with(word);
        is_there.then(|| {
            self.at += word.len();
            json
        })
    }

    fn value(&mut self) -> Option<Json> {
        self.skip_space();
        match self.peek()? {
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'"' => self.string().map(Json::Text),
            b'[' => {
                let mut list = Vec::new();
                self.several(b']', |reader| {
                    list.push(reader.value()?);
                    Some(())
                })?;
                Some(Json::List(list))
            }
            b'{' => {
                let mut fields = Vec::new();
                self.several(b'}', |reader| {
                    reader.skip_space();
                    let name = reader.string()?;
                    reader.take(b':')?;
                    fields.push((name, reader.value()?));
                    Some(())
                })?;
                Some(Json::Object(fields))
            }
            _ => self.number(),
        }
    }

    /// What stands between brackets, with commas in between.
    fn several(&mut self, end: u8, mut one: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.take(end).is_some() {
            return Some(());
        }
        loop {
            one(self)?;
            if self.take(end).is_some() {
                return Some(());
            }
            self.take(b',')?;
        }
    }

    fn number(&mut self) -> Option<Json> {
        let begin = self.at;
        while matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            self.at += 1;
        }
        let digits = self.text.get(begin..self.at)?;
        digits.parse().ok().map(Json::Number)
    }

    fn string(&mut self) -> Option<String> {
        self.take(b'"')?;
        let mut string = String::new();
        loop {
            let begin = self.at;
            while !matches!(self.peek()?, b'"' | b'\\') {
                self.at += 1;
            }
            string.push_str(self.text.get(begin..self.at)?);
            self.at += 1;
            if self.text.as_bytes()[self.at - 1] == b'"' {
                return Some(string);
            }
            string.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let sign = self.peek()?;
        self.at += 1;
        Some(match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.unicode()?,
            _ => return None,
        })
    }

    /// A letter by its number; one that is too large comes as two.
    fn unicode(&mut self) -> Option<char> {
        let first = self.four_digits()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        self.take(b'\\')?;
        self.take(b'u')?;
        let second = self.four_digits()?.checked_sub(0xdc00)?;
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second)
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}
