//! How people come in: full size, or in a corner.

use crate::ui::entrance::Entrance;
use crate::ui::part::Part;
use crate::ui::text;
use leptos::prelude::*;

/// How to join, full size.
#[component]
pub fn Lobby(
    /// How people come in.
    entrance: Entrance,
    /// How many have joined.
    headcount: Part<usize>,
    /// Whether nobody new may join.
    is_closed: Memo<bool>,
) -> impl IntoView {
    view! {
        <section class="lobby" class:closed=is_closed>
            <div class="lobby-words">
                <p class="lobby-session">{entrance.session}</p>
                <h1 class="lobby-training">{entrance.training}</h1>
                <p class="lobby-how">"Scan, or open"</p>
                <p class="lobby-address">{entrance.address}</p>
                <p class="lobby-how">"and enter"</p>
                <p class="lobby-code">{entrance.code.to_string()}</p>
                <p class="lobby-closed">"The door is closed. Ask the facilitator to let you in."</p>
                <p class="lobby-count">{move || text::count(headcount.get(), "person", "people")}" here"</p>
            </div>
            <figure class="lobby-qr" role="img" aria-label="QR code of the join link" inner_html=entrance.qr_svg></figure>
        </section>
    }
}

/// How to join, in a corner.
#[component]
pub fn JoinChip(
    /// How people come in.
    entrance: Entrance,
    /// Whether nobody new may join.
    is_closed: Memo<bool>,
) -> impl IntoView {
    view! {
        <div class="join-chip" class:closed=is_closed>
            <p class="join-chip-closed">"The door is closed"</p>
            <p class="join-chip-words">
                <span>{entrance.address}</span>
                <strong>{entrance.code.to_string()}</strong>
            </p>
            <figure class="join-chip-qr" aria-hidden="true" inner_html=entrance.qr_svg></figure>
        </div>
    }
}
