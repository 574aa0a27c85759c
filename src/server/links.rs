//! The addresses under which people reach the server, and QR codes of them.

use super::whereabouts::{Interface, Whereabouts};
use crate::domain::ids::JoinCode;
use crate::domain::views::AddressView;
use qrcode::QrCode;
use qrcode::render::{svg, unicode};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;

/// So often the network is asked which address this machine has.
const LOOK: Duration = Duration::from_millis(2_500);

/// The addresses under which people reach the server; cheap to clone.
///
/// Where nobody has said one, it is this machine's own, which changes when the machine changes its network,
/// or the network its mind.
#[derive(Clone, Debug)]
pub struct Links {
    public: watch::Sender<Arc<str>>,
    listens: SocketAddr,
    is_secure: bool,
    /// As found when the server started; none where the address is fixed.
    whereabouts: Option<Whereabouts>,
}

impl Links {
    /// For a server that listens at `address`. `public` is the address that phones can reach, where
    /// somebody has said one; otherwise it is this machine's address on its network. With `tls` the
    /// server itself speaks HTTPS.
    pub fn new(address: SocketAddr, public: Option<&str>, tls: bool) -> Self {
        let is_secure = public.map_or(tls, |public| public.starts_with("https://"));
        let is_found = public.is_none() && address.ip().is_unspecified();
        let links = Self {
            public: watch::Sender::default(),
            listens: address,
            is_secure,
            whereabouts: is_found.then(|| {
                let (interfaces, found) = network(address.ip()).unwrap_or_default();
                Whereabouts::begin(address.ip(), &interfaces, found)
            }),
        };
        let own = links.whereabouts.as_ref().map(Whereabouts::own);
        let public = match public {
            Some(public) => public.trim_end_matches('/').into(),
            None => links.at(own.unwrap_or(address.ip())),
        };
        links.public.send_replace(public);
        links
    }

    /// Where phones reach the server.
    pub fn public(&self) -> Arc<str> {
        Arc::clone(&self.public.borrow())
    }

    /// Tells when phones have to take another way.
    pub fn moves(&self) -> watch::Receiver<Arc<str>> {
        self.public.subscribe()
    }

    /// Keeps asking the network for this machine's address, where nobody has said another one.
    pub async fn keep_up(self) {
        let Some(mut whereabouts) = self.whereabouts.clone() else {
            return;
        };
        let listens = self.listens.ip();
        loop {
            sleep(LOOK).await;
            // The system is asked, which may take it a while. When it does not say, nothing has changed.
            let said = tokio::task::spawn_blocking(move || network(listens)).await;
            let Ok(Some((interfaces, found))) = said else {
                continue;
            };
            if let Some(own) = whereabouts.look(&interfaces, found) {
                self.move_to(own);
            }
        }
    }

    /// From now on phones reach this machine at another address.
    fn move_to(&self, own: IpAddr) {
        self.public.send_replace(self.at(own));
    }

    fn at(&self, ip: IpAddr) -> Arc<str> {
        let scheme = if self.is_secure { "https" } else { "http" };
        let address = SocketAddr::new(ip, self.listens.port());
        format!("{scheme}://{address}").into()
    }

    /// Where a browser on this machine reaches the server. A certificate is for one name, and a cookie
    /// with the prefix for one that has it.
    pub fn local(&self) -> String {
        match self.is_secure {
            true => self.public().to_string(),
            false => format!("http://localhost:{}", self.listens.port()),
        }
    }

    /// Where phones join a session.
    pub fn join(&self, code: &JoinCode) -> String {
        format!("{}/j/{code}", self.public())
    }

    /// The same, as screens show it.
    pub fn address(&self, code: &JoinCode) -> AddressView {
        AddressView {
            typed: self.typed(),
            qr_svg: qr_svg(&self.join(code)),
        }
    }

    /// The public address without its scheme, as people type it.
    fn typed(&self) -> String {
        let public = self.public();
        let typed = public.split_once("://").map(|(_, host)| host);
        typed.unwrap_or(&public).to_owned()
    }

    /// Whether only this machine can reach the server: it has no network, or listens to itself only.
    pub fn is_only_local(&self) -> bool {
        let host = self.typed();
        host.starts_with("127.") || host.starts_with("[::1]") || host.starts_with("localhost")
    }

    /// Whether people come by TLS.
    pub fn is_secure(&self) -> bool {
        self.is_secure
    }
}

/// All addresses of this machine, and the one by which it reaches others, of the same kind as the one that it
/// listens at; none where the system does not say.
fn network(listens: IpAddr) -> Option<(Vec<Interface>, Option<IpAddr>)> {
    let interfaces = local_ip_address::list_afinet_netifas().ok()?;
    let found = match listens {
        IpAddr::V4(_) => local_ip_address::local_ip(),
        IpAddr::V6(_) => local_ip_address::local_ipv6(),
    };
    Some((interfaces, found.ok()))
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
        assert!(links.whereabouts.is_none(), "it stays");
        assert!(links.is_secure());
    }

    #[test]
    fn phones_are_sent_to_this_machines_own_address_when_the_server_listens_everywhere() {
        let links = Links::new(address("0.0.0.0:4000"), None, false);
        assert!(links.public().ends_with(":4000"));
        assert!(!links.public().contains("0.0.0.0"));
        let own = links.whereabouts.as_ref().map(Whereabouts::own);
        assert_eq!(
            Some(links.is_only_local()),
            own.map(|own| own.is_loopback())
        );
    }

    #[test]
    fn whoever_shows_the_address_is_told_when_it_changes() {
        let links = Links::new(address("0.0.0.0:4000"), None, false);
        let moves = links.moves();
        assert!(!moves.has_changed().expect("it may"));
        links.move_to(address("192.0.2.7:1").ip());
        assert!(moves.has_changed().expect("it may"));
        assert_eq!(links.address(&"ABC234".into()).typed, "192.0.2.7:4000");
        assert_eq!(
            links.join(&"ABC234".into()),
            "http://192.0.2.7:4000/j/ABC234"
        );
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
