//! Under which of its addresses phones reach this machine, as its networks come and go.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An interface's name with one of its addresses.
pub type Interface = (String, IpAddr);

/// An address that has been lost is taken again when it comes back within so many looks.
const COMES_BACK: u32 = 24;

/// What the names of interfaces begin with that lead to no phone: those of containers, virtual machines and
/// private networks.
const VIRTUAL: [&str; 17] = [
    "docker",
    "br-",
    "veth",
    "virbr",
    "vmnet",
    "vboxnet",
    "vEthernet",
    "VMware",
    "VirtualBox",
    "tun",
    "tap",
    "utun",
    "wg",
    "ppp",
    "tailscale",
    "zt",
    "ham",
];

/// What is known of the machine's address. One look may come in the middle of a change, so that an address
/// counts when it has been seen twice.
#[derive(Clone, Debug)]
pub struct Whereabouts {
    own: IpAddr,
    next: Option<IpAddr>,
    /// The one before, and how many looks ago it was left.
    before: Option<(IpAddr, u32)>,
}

impl Whereabouts {
    /// As they are when the server starts; of the same kind as the address that it listens at. `found` is
    /// the address by which the machine reaches others.
    pub fn begin(listens: IpAddr, interfaces: &[Interface], found: Option<IpAddr>) -> Self {
        let itself = match listens {
            IpAddr::V4(_) => IpAddr::from(Ipv4Addr::LOCALHOST),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        };
        Self {
            own: best(itself, interfaces, found).unwrap_or(itself),
            next: None,
            before: None,
        }
    }

    /// The address.
    pub fn own(&self) -> IpAddr {
        self.own
    }

    /// Looks again; gives the address where it is another one now. An address that the machine still has is
    /// kept, whatever comes up beside it; and so is one that it has lost, until there is another.
    pub fn look(&mut self, interfaces: &[Interface], found: Option<IpAddr>) -> Option<IpAddr> {
        let next = self.wanted(interfaces, found);
        if let Some((_, looks)) = &mut self.before {
            *looks = looks.saturating_add(1);
        }
        if next == self.own {
            self.next = None;
            return None;
        }
        if self.next.replace(next) != Some(next) {
            return None;
        }
        self.next = None;
        let left = std::mem::replace(&mut self.own, next);
        let is_back = self.before.is_some_and(|(before, _)| before == next);
        self.before = (!is_back).then_some((left, 0));
        Some(next)
    }

    fn wanted(&self, interfaces: &[Interface], found: Option<IpAddr>) -> IpAddr {
        let has = |ip| interfaces.iter().any(|(_, own)| *own == ip);
        let before = self.before.filter(|(_, looks)| *looks <= COMES_BACK);
        match before
            .map(|(before, _)| before)
            .filter(|&before| has(before))
        {
            Some(before) if !before.is_loopback() => before,
            _ if has(self.own) && !self.own.is_loopback() => self.own,
            _ => best(self.own, interfaces, found).unwrap_or(self.own),
        }
    }
}

/// The address by which phones most likely come: the one by which the machine reaches others, unless that
/// leads into a private network. Of the same kind as `like`.
fn best(like: IpAddr, interfaces: &[Interface], found: Option<IpAddr>) -> Option<IpAddr> {
    let leads_to_phones = |(name, ip): &&Interface| {
        let is_virtual = VIRTUAL.iter().any(|begins| name.starts_with(begins));
        let is_kind = ip.is_ipv4() == like.is_ipv4();
        !is_virtual && is_kind && !ip.is_loopback() && !is_link_local(*ip)
    };
    let real = || interfaces.iter().filter(leads_to_phones).map(|(_, ip)| *ip);
    real()
        .find(|ip| Some(*ip) == found)
        .or_else(|| real().next())
}

/// Whether it is an address that a machine gives itself where nobody gives it one.
fn is_link_local(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: &str = "127.0.0.1";
    const HOTEL: &str = "10.1.2.3";
    const HOTSPOT: &str = "172.20.10.2";
    const DOCKER: &str = "172.17.0.1";
    const VPN: &str = "10.8.0.6";

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn interfaces(all: &[(&str, &str)]) -> Vec<Interface> {
        let own = |&(name, address): &(&str, &str)| (name.to_owned(), ip(address));
        [("lo", NONE)].iter().chain(all).map(own).collect()
    }

    struct Laptop(Whereabouts);

    impl Laptop {
        fn start(all: &[(&str, &str)], found: Option<&str>) -> Self {
            let listens = Ipv4Addr::UNSPECIFIED.into();
            Self(Whereabouts::begin(listens, &interfaces(all), found.map(ip)))
        }

        /// After two looks, and the same after many.
        #[track_caller]
        fn sees(&mut self, all: &[(&str, &str)], found: Option<&str>, own: &str) {
            for _ in 0..2 {
                self.0.look(&interfaces(all), found.map(ip));
            }
            assert_eq!(self.0.own(), ip(own));
            for _ in 0..COMES_BACK * 2 {
                assert_eq!(self.0.look(&interfaces(all), found.map(ip)), None);
            }
        }
    }

    #[test]
    fn a_laptop_that_comes_to_a_network_has_its_address() {
        let mut laptop = Laptop::start(&[], None);
        assert_eq!(laptop.0.own(), ip(NONE));
        laptop.sees(&[("wlan0", HOTEL)], Some(HOTEL), HOTEL);
        laptop.sees(&[("wlan0", HOTSPOT)], Some(HOTSPOT), HOTSPOT);
    }

    #[test]
    fn an_address_that_is_still_there_or_lost_for_a_while_is_kept() {
        let hotel = ("wlan0", HOTEL);
        let mut laptop = Laptop::start(&[hotel], Some(HOTEL));
        laptop.sees(&[hotel, ("tun0", VPN)], Some(VPN), HOTEL);
        laptop.sees(&[hotel, ("eth0", HOTSPOT)], Some(HOTSPOT), HOTEL);
        laptop.sees(&[], None, HOTEL);
        laptop.sees(&[hotel], Some(HOTEL), HOTEL);
    }

    #[test]
    fn no_phone_is_sent_into_a_container_or_a_private_network() {
        let docker = ("docker0", DOCKER);
        let vpn = ("utun4", VPN);
        let mut laptop = Laptop::start(&[docker, vpn], Some(VPN));
        assert_eq!(laptop.0.own(), ip(NONE));
        laptop.sees(&[docker, vpn, ("en0", HOTEL)], Some(VPN), HOTEL);
        laptop.sees(&[docker], Some(DOCKER), HOTEL);
        laptop.sees(&[docker, ("en0", HOTEL)], Some(HOTEL), HOTEL);
        laptop.sees(&[("en0", "169.254.7.7")], Some("169.254.7.7"), HOTEL);
    }

    #[test]
    fn one_look_in_the_middle_of_a_change_changes_nothing() {
        let mut laptop = Laptop::start(&[("wlan0", HOTEL)], Some(HOTEL));
        let other = interfaces(&[("eth0", HOTSPOT)]);
        assert_eq!(laptop.0.look(&other, Some(ip(HOTSPOT))), None);
        let back = interfaces(&[("wlan0", HOTEL)]);
        assert_eq!(laptop.0.look(&back, Some(ip(HOTEL))), None);
        assert_eq!(laptop.0.look(&other, Some(ip(HOTSPOT))), None);
        assert_eq!(laptop.0.look(&other, Some(ip(HOTSPOT))), Some(ip(HOTSPOT)));
    }

    #[test]
    fn where_two_lead_out_one_that_was_lost_for_a_moment_is_taken_again() {
        let (hotel, cable) = (("wlan0", HOTEL), ("eth0", HOTSPOT));
        let mut laptop = Laptop::start(&[hotel, cable], Some(HOTEL));
        for _ in 0..2 {
            laptop.0.look(&interfaces(&[cable]), Some(ip(HOTSPOT)));
        }
        assert_eq!(laptop.0.own(), ip(HOTSPOT));
        laptop.sees(&[hotel, cable], Some(HOTEL), HOTEL);
    }
}
