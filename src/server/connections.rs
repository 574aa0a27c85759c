//! Connections: each is a task that speaks HTTP/1.1, until a feed takes it over.
//!
//! A feed is one answer that goes on for an hour. Of hyper it would need nothing any more, but keep its
//! buffers, 16 KB for each phone; so the connection is taken from hyper, and the feed writes to it itself.

use super::messages::Messages;
use super::peer::Peer;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::connect_info::ConnectInfo;
use axum::http::{Request, response};
use axum::response::Response;
use axum::serve::Listener;
use futures::StreamExt;
use futures::stream::BoxStream;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::future::{Future, pending, poll_fn};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::{Duration, SystemTime};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::sync::{mpsc, watch};
use tower::ServiceExt;

/// A connection over which nothing whole is asked for so long is closed. Browsers open a new one.
const PATIENCE: Duration = Duration::from_secs(75);

/// What each connection knows of the whole.
#[derive(Clone)]
struct Hall {
    router: Router,
    /// Whether the server is about to end.
    closing: watch::Receiver<bool>,
    /// Nothing is sent by it: when the last of its clones is gone, all connections are closed.
    _open: mpsc::Sender<Infallible>,
}

/// Accepts connections until `shutdown` is done, then waits until all are closed: what has been asked
/// for is answered.
pub async fn serve<L>(mut listener: L, router: Router, shutdown: impl Future<Output = ()>)
where
    L: Listener<Addr = SocketAddr>,
{
    let (close, closing) = watch::channel(false);
    let (open, mut all_closed) = mpsc::channel(1);
    let hall = Hall {
        router,
        closing,
        _open: open,
    };
    let mut shutdown = pin!(shutdown);
    loop {
        let (io, address) = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        tracing::trace!(%address, "a connection is there");
        tokio::spawn(converse(io, address, hall.clone()));
    }
    close.send_replace(true);
    drop((listener, hall));
    all_closed.recv().await;
}

/// Answers what is asked over a connection.
async fn converse<Io>(io: Io, address: SocketAddr, hall: Hall)
where
    Io: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (take_over, mut taken_over) = mpsc::channel(1);
    let router = hall.router.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let (router, take_over) = (router.clone(), take_over.clone());
        async move {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(Peer(address)));
            let response = router.oneshot(request).await?;
            if response.extensions().get::<Messages>().is_none() {
                return Ok::<_, Infallible>(response);
            }
            // Where nobody takes it, the connection is gone.
            let _ = take_over.send(response).await;
            pending().await
        }
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(io), service);
    let mut closing = hall.closing.clone();
    let mut is_closing = false;
    loop {
        tokio::select! {
            // It ends with an error when the other end goes away; nobody is left who could be told.
            _ = &mut connection => return,
            Some(feed) = taken_over.recv() => {
                let io = connection.into_parts().io.into_inner();
                // A task of its own, which needs no room for hyper.
                tokio::spawn(pass_on(io, feed, hall));
                return;
            }
            _ = closing.wait_for(|closing| *closing), if !is_closing => {
                Pin::new(&mut connection).graceful_shutdown();
                is_closing = true;
            }
        }
    }
}

/// Writes a feed until it ends, or the other end goes away. The next message is asked for when the last
/// is written, so that nothing piles up for a reader that is slow.
async fn pass_on<Io>(mut io: Io, feed: Response, mut hall: Hall)
where
    Io: AsyncRead + AsyncWrite + Unpin,
{
    let (mut head, _) = feed.into_parts();
    let Some(messages) = head.extensions.remove::<Messages>() else {
        return;
    };
    let mut messages = messages.take();
    let mut is_watched = false;
    let mut next = Bytes::from(head_of(&head));
    loop {
        let written = tokio::select! {
            biased;
            written = io.write_all(&next) => written,
            // Whoever does not read keeps no server from ending.
            _ = hall.closing.wait_for(|closing| *closing) => return,
        };
        if written.is_err() {
            return;
        }
        next = match next_message(&mut messages, &mut io, &mut is_watched).await {
            Some(message) => message,
            None => {
                // It ends with the connection, whether or not the other end hears of it.
                let _ = io.shutdown().await;
                return;
            }
        };
    }
}

/// The next message; none when there are no more, or the other end has gone away.
///
/// A connection that has been looked at once wakes this task when something happens to it. So it is looked
/// at again only when the task was woken and there was no message, rather than after each message.
async fn next_message<Io>(
    messages: &mut BoxStream<'static, Bytes>,
    io: &mut Io,
    is_watched: &mut bool,
) -> Option<Bytes>
where
    Io: AsyncRead + Unpin,
{
    let mut was_woken = false;
    poll_fn(|context| {
        if let Poll::Ready(message) = messages.poll_next_unpin(context) {
            return Poll::Ready(message);
        }
        if !std::mem::replace(&mut was_woken, true) && *is_watched {
            return Poll::Pending;
        }
        *is_watched = true;
        // A browser sends nothing more. This is how its end is noticed.
        let mut unexpected = [0; 16];
        loop {
            let mut read = ReadBuf::new(&mut unexpected);
            match Pin::new(&mut *io).poll_read(context, &mut read) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Ok(())) if !read.filled().is_empty() => {}
                Poll::Ready(_) => return Poll::Ready(None),
            }
        }
    })
    .await
}

/// The head of an answer that ends with its connection.
/// Source: RFC 9112, sections 4 and 6.3.
fn head_of(response: &response::Parts) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {}\r\n", response.status).into_bytes();
    let date = httpdate::fmt_http_date(SystemTime::now());
    let own = [("connection", "close"), ("date", &date)];
    let own = own.map(|(name, value)| (name, value.as_bytes()));
    let headers = response.headers.iter();
    let headers = headers.map(|(name, value)| (name.as_str(), value.as_bytes()));
    for (name, value) in headers.chain(own) {
        for part in [name.as_bytes(), b": ", value, b"\r\n"] {
            head.extend_from_slice(part);
        }
    }
    head.extend_from_slice(b"\r\n");
    head
}
