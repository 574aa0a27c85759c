//! How the figures grow with the number of phones, as a picture.

use super::fanout::Fanout;
use plotters::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

type Drawn = Result<(), Box<dyn std::error::Error>>;

/// A figure, as a panel of the picture.
struct Panel {
    title: &'static str,
    value: fn(&Fanout) -> f64,
    /// Where no line goes.
    free: SeriesLabelPosition,
}

const PANELS: [Panel; 4] = [
    Panel {
        title: "Deliveries for each second on a processor",
        value: |fanout| fanout.deliveries,
        free: SeriesLabelPosition::LowerRight,
    },
    Panel {
        title: "Until the last phone has a change, in ms",
        value: |fanout| fanout.last,
        free: SeriesLabelPosition::UpperLeft,
    },
    Panel {
        title: "Memory for each phone, in KiB",
        value: |fanout| fanout.memory / 1_024.0,
        free: SeriesLabelPosition::UpperRight,
    },
    Panel {
        title: "Until all have connected, in ms",
        value: |fanout| fanout.connected * 1_000.0,
        free: SeriesLabelPosition::UpperLeft,
    },
];

const COLOURS: [RGBColor; 4] = [
    RGBColor(0xc2, 0x41, 0x0c),
    RGBColor(0x1d, 0x4e, 0xd8),
    RGBColor(0x0f, 0x76, 0x6e),
    RGBColor(0x6b, 0x21, 0xa8),
];

/// Draws all figures into a file.
///
/// # Errors
/// When the file cannot be written.
pub fn draw(file: &Path, figures: &[Fanout]) -> Drawn {
    let mut lines: BTreeMap<&str, Vec<&Fanout>> = BTreeMap::new();
    for figure in figures {
        lines.entry(figure.name).or_default().push(figure);
    }
    let area = SVGBackend::new(file, (1_200, 900)).into_drawing_area();
    area.fill(&WHITE)?;
    for (panel, area) in PANELS.iter().zip(area.split_evenly((2, 2))) {
        draw_panel(panel, &area, &lines)?;
    }
    area.present()?;
    Ok(())
}

fn draw_panel(
    panel: &Panel,
    area: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>,
    lines: &BTreeMap<&str, Vec<&Fanout>>,
) -> Drawn {
    let values = || lines.values().flatten().map(|figure| (panel.value)(figure));
    let most = values().fold(f64::MIN, f64::max) * 1.5;
    let least = values().fold(f64::MAX, f64::min).max(0.01) / 1.5;
    let mut chart = ChartBuilder::on(area)
        .caption(panel.title, ("sans-serif", 20))
        .margin(14)
        .x_label_area_size(36)
        .y_label_area_size(70)
        .build_cartesian_2d((8f64..6_500f64).log_scale(), (least..most).log_scale())?;
    chart
        .configure_mesh()
        .x_desc("phones")
        .x_label_formatter(&|value| format!("{value:.0}"))
        .light_line_style(BLACK.mix(0.06))
        .draw()?;
    for ((name, figures), colour) in lines.iter().zip(COLOURS) {
        let points: Vec<_> = figures
            .iter()
            .map(|figure| (figure.phones as f64, (panel.value)(figure).max(least)))
            .collect();
        chart
            .draw_series(LineSeries::new(points.clone(), colour.stroke_width(2)).point_size(4))?
            .label(*name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], colour.stroke_width(2)));
    }
    chart
        .configure_series_labels()
        .position(panel.free.clone())
        .background_style(WHITE.mix(0.8))
        .draw()?;
    Ok(())
}
