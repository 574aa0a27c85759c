//! The addresses under which people reach the server, and QR codes of them.

use crate::domain::ids::JoinCode;
use qrcode::QrCode;
use qrcode::render::{svg, unicode};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

/// The addresses under which people reach the server.
#[derive(Clone, Debug)]
pub struct Links {
    public: Arc<str>,
    local: Arc<str>,
}

impl Links {
    /// For a server that listens at `address`. `public` is the address that phones can reach, where
    /// somebody has said one; otherwise it is this machine's address on its network. With `tls` the
    /// server itself speaks HTTPS.
    pub fn new(address: SocketAddr, public: Option<&str>, tls: bool) -> Self {
        let port = address.port();
        let scheme = if tls { "https" } else { "http" };
        let reachable = match address.ip() {
            ip if !ip.is_unspecified() => ip,
            IpAddr::V4(_) => local_ip_address::local_ip().unwrap_or(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(_) => local_ip_address::local_ipv6().unwrap_or(Ipv6Addr::LOCALHOST.into()),
        };
        let host = match reachable {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        let public = public.map_or_else(
            || format!("{scheme}://{host}:{port}"),
            |public| public.trim_end_matches('/').to_owned(),
        );
        // A certificate is for one name, and a cookie with the prefix for one that has it.
        let local = match public.starts_with("https://") {
            true => public.clone(),
            false => format!("http://localhost:{port}"),
        };
        Self {
            public: public.into(),
            local: local.into(),
        }
    }

    /// Where phones reach the server.
    pub fn public(&self) -> &str {
        &self.public
    }

    /// Where a browser on this machine reaches the server.
    pub fn local(&self) -> &str {
        &self.local
    }

    /// Where phones join a session.
    pub fn join(&self, code: &JoinCode) -> String {
        format!("{}/j/{code}", self.public)
    }

    /// The public address without its scheme, as people type it.
    pub fn typed(&self) -> &str {
        self.public
            .split_once("://")
            .map_or(&self.public, |(_, host)| host)
    }

    /// Whether only this machine can reach the server: it has no network, or listens to itself only.
    pub fn is_only_local(&self) -> bool {
        let host = self.typed();
        host.starts_with("127.") || host.starts_with("[::1]") || host.starts_with("localhost")
    }

    /// Whether people come by TLS.
    pub fn is_secure(&self) -> bool {
        self.public.starts_with("https://")
    }
}

/// A QR code as SVG, dark on white whatever the theme, since scanners expect that; empty where the
/// text is too long for one.
pub fn qr_svg(text: &str) -> String {
    QrCode::new(text)
        .map(|code| {
            code.render::<svg::Color<'_>>()
                .dark_color(svg::Color("#000"))
                .light_color(svg::Color("#fff"))
                .quiet_zone(true)
                .min_dimensions(240, 240)
                .build()
        })
        .map(|svg| {
            svg.split_once("?>")
                .map_or(svg.clone(), |(_, svg)| svg.to_owned())
        })
        .unwrap_or_default()
}

/// A QR code for a terminal; empty where the text is too long for one.
pub fn qr_text(text: &str) -> String {
    QrCode::new(text)
        .map(|code| {
            code.render::<unicode::Dense1x2>()
                .dark_color(unicode::Dense1x2::Light)
                .light_color(unicode::Dense1x2::Dark)
                .build()
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> SocketAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn phones_get_the_address_that_was_said() {
        let links = Links::new(
            address("0.0.0.0:3000"),
            Some("https://plenary.test/"),
            false,
        );
        assert_eq!(
            links.join(&"ABC234".into()),
            "https://plenary.test/j/ABC234"
        );
        assert_eq!(links.typed(), "plenary.test");
        assert!(links.is_secure());
    }

    #[test]
    fn phones_are_sent_to_this_machines_own_address_when_the_server_listens_everywhere() {
        let links = Links::new(address("0.0.0.0:4000"), None, false);
        assert!(links.public().ends_with(":4000"));
        assert!(!links.public().contains("0.0.0.0"));
        assert_eq!(links.is_only_local(), local_ip_address::local_ip().is_err());
    }

    #[test]
    fn a_server_that_listens_to_itself_only_knows_it() {
        assert!(Links::new(address("127.0.0.1:4000"), None, false).is_only_local());
        assert!(Links::new(address("[::1]:4000"), None, false).is_only_local());
        assert!(
            !Links::new(address("127.0.0.1:4000"), Some("https://a.test"), false).is_only_local()
        );
    }

    #[test]
    fn a_qr_code_is_an_svg_without_a_prolog() {
        assert!(qr_svg("http://192.0.2.1:3000/j/ABC234").starts_with("<svg"));
        assert!(!qr_text("http://192.0.2.1:3000/j/ABC234").is_empty());
    }
}
