//! How people come in: full size, or in a corner.

use crate::domain::views::AddressView;
use crate::ui::entrance::Entrance;
use crate::ui::part::Part;
use crate::ui::text;
use leptos::prelude::*;

/// How to join, full size.
#[component]
pub fn Lobby(
    /// What people are told who come in.
    entrance: Entrance,
    /// Where.
    address: Part<AddressView>,
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
                <p class="lobby-address">{move || address.read().typed.clone()}</p>
                <p class="lobby-how">"and enter"</p>
                <p class="lobby-code">{entrance.code.to_string()}</p>
                <p class="lobby-closed">"The door is closed. Ask the facilitator to let you in."</p>
                <p class="lobby-count">{move || text::count(headcount.get(), "person", "people")}" here"</p>
            </div>
            <figure class="lobby-qr" role="img" aria-label="QR code of the join link" inner_html=move || address.read().qr_svg.clone()></figure>
        </section>
    }
}

/// How to join, in a corner.
#[component]
pub fn JoinChip(
    /// What people are told who come in.
    entrance: Entrance,
    /// Where.
    address: Part<AddressView>,
    /// Whether nobody new may join.
    is_closed: Memo<bool>,
) -> impl IntoView {
    view! {
        <div class="join-chip" class:closed=is_closed>
            <p class="join-chip-closed">"The door is closed"</p>
            <p class="join-chip-words">
                <span>{move || address.read().typed.clone()}</span>
                <strong>{entrance.code.to_string()}</strong>
            </p>
            <figure class="join-chip-qr" aria-hidden="true" inner_html=move || address.read().qr_svg.clone()></figure>
        </div>
    }
}
