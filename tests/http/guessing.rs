//! Somebody tries codes as fast as the server answers.

use super::support::Browser;
use axum::http::StatusCode;
use std::time::Instant;

const ALPHABET: &[u8] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

fn code(random: &mut fastrand::Rng) -> String {
    let letters = (0..6).map(|_| char::from(ALPHABET[random.usize(..ALPHABET.len())]));
    letters.collect()
}

#[tokio::test]
async fn whoever_guesses_at_full_speed_is_stopped_and_the_room_goes_on() {
    let mut facilitator = Browser::new().await;
    let session = facilitator.start().await;
    let mut ana = facilitator.another().from([192, 0, 2, 1]);
    ana.join(&session, "Ana").await;

    let mut guesser = facilitator.another().from([192, 0, 2, 1]);
    let mut random = fastrand::Rng::with_seed(1);
    let (began, mut looked_up) = (Instant::now(), 0);
    for number in 0..2_000 {
        let guess = code(&mut random);
        let paths = [
            format!("/j/{guess}"),
            format!("/s/{guess}"),
            format!("/?code={guess}"),
            format!("/reach/{guess}"),
            format!("/c/{guess}/{:040x}", 7),
            format!("/sign-in/{:040x}", number),
        ];
        let page = guesser.get(&paths[number % paths.len()]).await;
        match page.status {
            StatusCode::NOT_FOUND | StatusCode::FORBIDDEN => looked_up += 1,
            StatusCode::TOO_MANY_REQUESTS => {
                assert!(page.headers.contains_key("retry-after"));
                assert!(page.body.contains("too many codes were tried"));
            }
            status => panic!("{status}: {}", page.body),
        }
    }
    let allowed = 21 + began.elapsed().as_secs() / 3;
    println!("2000 tries in {:?}, {looked_up} looked up", began.elapsed());
    assert!(looked_up <= allowed, "{looked_up} of {allowed}");

    // Not even a right code is looked up for the guesser: it would tell the right from the wrong.
    let page = guesser.get(&format!("/j/{session}")).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    let key = format!("{:040x}", 9);
    let form = [("name", "Mallory"), ("key", key.as_str())];
    let page = guesser.post(&format!("/j/{session}"), &form).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    // Ana sits behind the same address and goes on; so does the facilitator; others come in.
    let page = ana.get(&format!("/s/{session}")).await;
    assert_eq!(page.status, StatusCode::OK);
    facilitator = facilitator.from([192, 0, 2, 1]);
    let page = facilitator.get(&format!("/s/{session}/console")).await;
    assert_eq!(page.status, StatusCode::OK);
    let mut raj = facilitator.another().from([192, 0, 2, 2]);
    let joined = raj.join(&session, "Raj").await;
    assert_eq!(joined.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_flood_from_everywhere_keeps_nobody_in_the_room_out() {
    let mut facilitator = Browser::new().await;
    let session = facilitator.start().await;
    let mut ana = facilitator.another().from([192, 0, 2, 1]);
    ana.join(&session, "Ana").await;
    let mut random = fastrand::Rng::with_seed(2);
    let (began, mut looked_up) = (Instant::now(), 0);
    for number in 0_u16..1_000 {
        let [high, low] = number.to_be_bytes();
        let mut guesser = facilitator.another().from([10, 0, high, low]);
        let page = guesser.get(&format!("/j/{}", code(&mut random))).await;
        looked_up += u64::from(page.status == StatusCode::NOT_FOUND);
    }
    let allowed = 201 + began.elapsed().as_millis() as u64 / 200;
    println!(
        "1000 addresses in {:?}, {looked_up} looked up",
        began.elapsed()
    );
    assert!(
        (150..=allowed).contains(&looked_up),
        "{looked_up} of {allowed}"
    );
    // Another phone of the room.
    let mut raj = facilitator.another().from([192, 0, 2, 1]);
    let joined = raj.join(&session, "Raj").await;
    assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.body);
}

#[tokio::test]
async fn three_hundred_phones_behind_one_address_come_in() {
    let mut facilitator = Browser::new().await;
    let session = facilitator.start().await;
    let began = Instant::now();
    for number in 0..300 {
        let mut phone = facilitator.another().from([192, 0, 2, 1]);
        let joined = phone.join(&session, &format!("Person {number}")).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER, "{number}");
    }
    println!("300 in {:?}", began.elapsed());
    let console = facilitator.get(&format!("/s/{session}/console")).await;
    assert!(console.body.contains("300 people"));
}
