//! The addresses under which people reach the server, and QR codes of them.

use crate::domain::ids::JoinCode;
use crate::domain::views::AddressView;
use qrcode::QrCode;
use qrcode::render::{svg, unicode};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;

/// So often the network is asked which address this machine has.
const LOOK: Duration = Duration::from_secs(5);

/// The addresses under which people reach the server; cheap to clone.
///
/// Where nobody has said one, it is this machine's own, which changes when the machine changes its network,
/// or the network its mind.
#[derive(Clone, Debug)]
pub struct Links {
    public: watch::Sender<Arc<str>>,
    listens: SocketAddr,
    is_secure: bool,
    /// This machine's own when the server started, where phones are sent there.
    own: Option<IpAddr>,
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
            own: is_found.then(|| own_ip(address.ip())),
        };
        let public = match public {
            Some(public) => public.trim_end_matches('/').into(),
            None => links.at(links.own.unwrap_or(address.ip())),
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
        let Some(mut own) = self.own else {
            return;
        };
        loop {
            sleep(LOOK).await;
            let next = next_ip(own, &all_ips(), own_ip(self.listens.ip()));
            if next != own {
                own = next;
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

/// The address to which phones are sent after `own`, when the machine `has` these and the network's choice
/// is `found`. An address that the machine still has is kept, whatever VPN has come up beside it; and so is
/// one that it has lost, until there is another: mostly it comes back.
fn next_ip(own: IpAddr, has: &[IpAddr], found: IpAddr) -> IpAddr {
    let is_kept = !own.is_loopback() && has.contains(&own);
    if is_kept || found.is_loopback() {
        own
    } else {
        found
    }
}

/// This machine's address in its network; its address for itself, where it is on none. Of the same kind as
/// the one that it listens at.
fn own_ip(listens: IpAddr) -> IpAddr {
    match listens {
        IpAddr::V4(_) => local_ip_address::local_ip().unwrap_or(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(_) => local_ip_address::local_ipv6().unwrap_or(Ipv6Addr::LOCALHOST.into()),
    }
}

/// All addresses of this machine.
fn all_ips() -> Vec<IpAddr> {
    let all = local_ip_address::list_afinet_netifas().unwrap_or_default();
    all.into_iter().map(|(_, ip)| ip).collect()
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
        assert_eq!(links.own, None, "it stays");
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
    fn another_network_is_followed_and_nothing_else() {
        let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
        let (none, hotel, hotspot) = (ip("127.0.0.1"), ip("10.1.2.3"), ip("172.20.10.2"));
        assert_eq!(next_ip(none, &[none, hotel], hotel), hotel, "it comes up");
        assert_eq!(
            next_ip(hotel, &[none], none),
            hotel,
            "it is lost for a moment"
        );
        assert_eq!(next_ip(hotel, &[none, hotspot], hotspot), hotspot);
        let vpn = ip("10.8.0.6");
        assert_eq!(next_ip(hotel, &[none, hotel, vpn], vpn), hotel, "beside it");
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
