//! From where a request comes.

use axum::extract::Request;
use axum::extract::connect_info::ConnectInfo;
use axum::http::HeaderMap;
use std::net::{IpAddr, SocketAddr};

/// The other end of a connection: a browser, or a reverse proxy in front of it.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// The address of whoever asks; none within this process.
///
/// Each reverse proxy adds the address that it sees at the end of `X-Forwarded-For`. Only as many as
/// are known to be there are believed: what stands before them, anybody can have written.
pub fn address(request: &Request, proxies: usize) -> Option<IpAddr> {
    let ConnectInfo(Peer(peer)) = request.extensions().get()?;
    let forwarded = proxies.checked_sub(1);
    let forwarded = forwarded.and_then(|back| nth_from_the_end(request.headers(), back));
    Some(forwarded.unwrap_or(peer.ip()))
}

fn nth_from_the_end(headers: &HeaderMap, back: usize) -> Option<IpAddr> {
    let lines: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|line| line.to_str().ok())
        .collect();
    let mut hops = lines.iter().rev().flat_map(|line| line.rsplit(','));
    parsed(hops.nth(back)?.trim())
}

/// Some proxies add the port.
fn parsed(hop: &str) -> Option<IpAddr> {
    let with_port = || Some(hop.parse::<SocketAddr>().ok()?.ip());
    hop.parse().ok().or_else(with_port)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn seen(lines: &[&str], proxies: usize) -> String {
        let mut request = Request::builder();
        for line in lines {
            request = request.header("x-forwarded-for", *line);
        }
        let mut request = request.body(Body::empty()).expect("a request");
        let peer = Peer(SocketAddr::from(([127, 0, 0, 1], 1234)));
        request.extensions_mut().insert(ConnectInfo(peer));
        let address = address(&request, proxies).expect("it comes from somewhere");
        address.to_string()
    }

    #[test]
    fn without_a_proxy_nothing_that_a_browser_says_is_believed() {
        assert_eq!(seen(&["192.0.2.1"], 0), "127.0.0.1");
    }

    #[test]
    fn behind_proxies_only_what_they_have_added_is_believed() {
        assert_eq!(seen(&["198.51.100.9, 192.0.2.1"], 1), "192.0.2.1");
        assert_eq!(
            seen(&["198.51.100.9", "192.0.2.1, 10.0.0.1"], 2),
            "192.0.2.1"
        );
        assert_eq!(seen(&["[2001:db8::1]:4711"], 1), "2001:db8::1");
        assert_eq!(seen(&["nonsense"], 1), "127.0.0.1");
        assert_eq!(seen(&[], 2), "127.0.0.1");
    }

    #[test]
    fn what_comes_from_this_process_has_no_address() {
        assert_eq!(address(&Request::new(Body::empty()), 0), None);
    }
}
