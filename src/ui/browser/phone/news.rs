//! What a message brings. A list and not a map: what makes maps would be a twentieth of all that a
//! phone loads.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Parts by their names.
pub struct News(pub Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for News {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts;

        impl<'de> Visitor<'de> for Parts {
            type Value = News;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("parts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<News, A::Error> {
                let mut parts = Vec::new();
                while let Some(part) = map.next_entry()? {
                    parts.push(part);
                }
                Ok(News(parts))
            }
        }

        deserializer.deserialize_map(Parts)
    }
}
