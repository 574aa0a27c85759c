//! One soft tone, made by the browser itself. No browser lets a page sound before somebody has pressed
//! a key or clicked on it; some ask for that again after the page has begun to listen for it.

use super::{listen, performance_now};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AudioContext;

/// Of the tone, in hertz and seconds; loudness is from 0 to 1.
const PITCH: f32 = 660.0;
const LOUDNESS: f32 = 0.25;
const RISE: f64 = 0.02;
const LENGTH: f64 = 1.6;

/// A browser that waits for a key or a click before it sounds is not waited for longer than this, in
/// milliseconds: a chime that comes late says something wrong.
const PATIENCE: f64 = 1_000.0;

/// Sounds when it is asked to.
#[derive(Clone, Default)]
pub struct Chime(Rc<RefCell<Option<AudioContext>>>);

impl Chime {
    /// A chime that a key or a click on this page readies while it is turned on.
    pub fn ready_while(is_on: Memo<bool>) -> Self {
        let chime = Self::default();
        for gesture in ["keydown", "pointerdown"] {
            let chime = chime.clone();
            listen(&window(), gesture, move |_| {
                if is_on.get_untracked() {
                    // Whoever waits for the answer finds it out; nobody does here.
                    let _ = chime.context().map(|context| context.resume());
                }
            });
        }
        chime
    }

    /// Sounds once, where the browser lets it.
    pub fn sound(&self) {
        let Some(context) = self.context() else {
            return;
        };
        let asked = performance_now();
        spawn_local(async move {
            if let Ok(resumed) = context.resume() {
                let _ = JsFuture::from(resumed).await;
            }
            if performance_now() - asked < PATIENCE {
                let _ = tone(&context);
            }
        });
    }

    fn context(&self) -> Option<AudioContext> {
        let mut context = self.0.borrow_mut();
        if context.is_none() {
            *context = AudioContext::new().ok();
        }
        context.clone()
    }
}

fn tone(context: &AudioContext) -> Result<(), JsValue> {
    let (oscillator, gain) = (context.create_oscillator()?, context.create_gain()?);
    oscillator.frequency().set_value(PITCH);
    let (begins, loudness) = (context.current_time(), gain.gain());
    loudness.set_value_at_time(0.0, begins)?;
    loudness.linear_ramp_to_value_at_time(LOUDNESS, begins + RISE)?;
    loudness.exponential_ramp_to_value_at_time(0.001, begins + LENGTH)?;
    oscillator.connect_with_audio_node(&gain)?;
    gain.connect_with_audio_node(&context.destination())?;
    oscillator.start()?;
    oscillator.stop_with_when(begins + LENGTH)
}
