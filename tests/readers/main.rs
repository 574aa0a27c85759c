//! What other people's programs make of the files that are taken home. They are Python's, with the
//! packages of `requirements.txt`, which `.ci/readers` brings; and LibreOffice and jq, where they are.

mod calendar;
mod calendar_room;
mod expectation;
mod exports;
mod exports_room;
mod hostile;
mod python;
