//! Makes the front end, so that `cargo build` is enough and the binary carries its whole site.
//!
//! Only under the feature `ssr`: a nested cargo compiles the library to wasm, wasm-bindgen makes a
//! JavaScript module of it, styles and public files get names that carry a hash of their content,
//! all of it is compressed, and `$OUT_DIR/site.rs` lists the result for the server to include.
//!
//! All outer builds (debug, release, clippy, test) share `target/wasm-front`: `cargo/` is the
//! nested cargo's own target directory (its own, or the two cargos would wait for each other's
//! lock), `bindgen/` the last module, `compressed/` what was compressed, by hash.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "ssr")]
    if let Err(error) = site::build() {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

#[cfg(feature = "ssr")]
mod site {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fmt::Write as _;
    use std::fs::{self, File};
    use std::io::Write as _;
    use std::path::{Path, PathBuf};
    use std::process::Command;
    use std::{env, io};

    use sha2::{Digest, Sha256};

    /// What went wrong, as a sentence for the person who builds.
    type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

    /// Says of which wasm a module was made.
    const STAMP: &str = "made-of";

    /// What a page loads: a module with its wasm, and a style sheet. A phone loads as little as can
    /// be, so it has a bundle of its own.
    struct Bundle {
        name: &'static str,
        /// Which islands it holds, as a feature of the crate.
        feature: &'static str,
        /// The directories of `style/` that make its style sheet.
        styles: &'static [&'static str],
    }

    const BUNDLES: [Bundle; 4] = [
        Bundle {
            name: "phone",
            feature: "hydrate",
            styles: &["shared", "pages", "phone"],
        },
        Bundle {
            name: "projector",
            feature: "projector",
            styles: &["shared", "slide", "projector"],
        },
        Bundle {
            name: "console",
            feature: "console",
            styles: &["shared", "slide", "console"],
        },
        Bundle {
            name: "desk",
            feature: "desk",
            // Its pages show pieces of all others.
            styles: &["shared", "slide", "projector", "console", "pages", "desk"],
        },
    ];

    /// Makes a site of the sources: see the top of this file.
    pub fn build() -> Result<()> {
        let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
        let out = PathBuf::from(env::var("OUT_DIR")?);
        let front = target_directory(&out)?.join("wasm-front");
        fs::create_dir_all(&front)?;
        // A debug and a release build at the same time take turns.
        let lock = File::create(front.join("lock"))?;
        lock.lock()?;

        let modules = front.join("bindgen");
        let skipped = skips();
        if skipped.is_none() {
            for bundle in &BUNDLES {
                let wasm = compile(bundle, &root, &front.join("cargo"))?;
                bind(bundle, &wasm, &modules.join(bundle.name))?;
            }
        }
        let mut site = Site::default();
        for (name, file) in files_in(&root.join("public"))? {
            site.add(&name, read(&file)?);
        }
        for bundle in &BUNDLES {
            add_styles(bundle, &mut site, &root.join("style"))?;
            let module = modules.join(bundle.name);
            add_module(bundle, &mut site, &module, &root.join("src/ui/islands.js"))?;
        }
        site.write(&out, &front.join("compressed"))?;

        println!("cargo::rerun-if-env-changed=PLENARY_SKIP_FRONT");
        // A file that the wasm half doesn't use costs little: the nested cargo sees that.
        for source in ["Cargo.toml", "Cargo.lock", "src", "style", "public"] {
            println!("cargo::rerun-if-changed={}", root.join(source).display());
        }
        if skipped == Some(Skip::Lint) {
            // The next real build must run this again. Watching clippy's variable would do that
            // too, but then each change between clippy and build would compile the crate again.
            // A file that never exists makes only this run count as stale.
            println!("cargo::rerun-if-changed={}", out.join("none").display());
        }
        Ok(())
    }

    /// Why the wasm half is not compiled now; the last one that was made serves, if any.
    #[derive(PartialEq)]
    enum Skip {
        /// The caller asked for it.
        Asked,
        /// The outer cargo runs for clippy or an editor: nothing will be served.
        /// (`cargo check` looks like a build from here: it makes the front end, once.)
        Lint,
    }

    fn skips() -> Option<Skip> {
        let has = |name, tool: &str| env::var(name).is_ok_and(|value| value.contains(tool));
        if env::var("PLENARY_SKIP_FRONT").is_ok_and(|value| !value.is_empty() && value != "0") {
            Some(Skip::Asked)
        } else if has("RUSTC_WORKSPACE_WRAPPER", "clippy") || has("RUSTC_WRAPPER", "rust-analyzer")
        {
            Some(Skip::Lint)
        } else {
            None
        }
    }

    /// The target directory of the outer cargo: it makes <target>/<profile>/build/<package>/out,
    /// or has one level more, and marks <target>.
    fn target_directory(out: &Path) -> Result<&Path> {
        let above = || out.ancestors().skip(4).take(3);
        above()
            .find(|directory| directory.join("CACHEDIR.TAG").is_file())
            .or_else(|| above().next())
            .ok_or_else(|| format!("no target directory above {}", out.display()).into())
    }

    const MISSING_TARGET: &str = "The Rust target wasm32-unknown-unknown is missing. \
        `.ci/toolchain` adds it (with rustup also `rustup target add wasm32-unknown-unknown`).";

    /// Compiles the library to wasm with a nested cargo, and gives the file.
    fn compile(bundle: &Bundle, root: &Path, target: &Path) -> Result<PathBuf> {
        // `rustc` and a crate type, so that host builds needn't link a library that nobody loads.
        // Locked: the outer cargo has just brought Cargo.lock up to date.
        const ARGUMENTS: &str = "rustc --lib --crate-type cdylib --quiet --locked --profile wasm \
            --target wasm32-unknown-unknown --no-default-features --features";
        // Leptos makes one type of all elements then, instead of one of each with what is in it: a
        // tenth less code.
        const ERASED: &str =
            r#"target.wasm32-unknown-unknown.rustflags=["--cfg","erase_components"]"#;
        let mut cargo = Command::new(env::var("CARGO")?);
        for (name, _) in env::vars_os() {
            if name.to_str().is_some_and(is_of_outer_build) {
                cargo.env_remove(name);
            }
        }
        cargo.args(ARGUMENTS.split_whitespace()).arg(bundle.feature);
        cargo.args(["--config", ERASED]);
        cargo.current_dir(root);
        let output = cargo.arg("--target-dir").arg(target).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        if output.status.success() {
            let name = env::var("CARGO_PKG_NAME")?.replace('-', "_");
            Ok(target.join(format!("wasm32-unknown-unknown/wasm/{name}.wasm")))
        } else if said.contains("target may not be installed") {
            Err(MISSING_TARGET.into())
        } else {
            Err(format!(
                "The wasm half (feature `{}`) does not compile:\n\n{said}",
                bundle.feature
            )
            .into())
        }
    }

    /// Whether a variable speaks of the outer build. In the nested one it would select features,
    /// flags or a clippy that are not meant for it, or make cargo compile things again because
    /// debug and release builds differ in it. The jobserver stays: both cargos share the cores.
    fn is_of_outer_build(name: &str) -> bool {
        // What ends in `_` is the beginning of names.
        const OUTER: &str = "CARGO_ CLIPPY_ DEBUG DEP_ HOST NUM_JOBS OPT_LEVEL OUT_DIR PROFILE \
            RUSTC_LINKER RUSTC_WORKSPACE_WRAPPER RUSTFLAGS TARGET __CARGO_";
        const BOTH: &str = "CARGO_HOME CARGO_HTTP_ CARGO_MAKEFLAGS CARGO_NET_ CARGO_REGISTRIES_ \
            CARGO_REGISTRY_ CARGO_PROFILE_WASM_ CARGO_TARGET_WASM32_ CARGO_TERM_";
        let is_in = |list: &str| {
            list.split_whitespace()
                .any(|entry| name == entry || entry.ends_with('_') && name.starts_with(entry))
        };
        is_in(OUTER) && !is_in(BOTH)
    }

    /// Makes the JavaScript module, unless it was made of the same wasm before.
    fn bind(bundle: &Bundle, wasm: &Path, module: &Path) -> Result<()> {
        let bytes = read(wasm)?;
        let made_of = hash(&[&bytes[..], include_bytes!("build.rs")].concat());
        let stamp = module.join(STAMP);
        if fs::read_to_string(&stamp).is_ok_and(|last| last == made_of) {
            return Ok(());
        }
        if module.exists() {
            fs::remove_dir_all(module)?;
        }
        wasm_bindgen_cli_support::Bindgen::new()
            .input_bytes(bundle.name, bytes)
            .web(true)
            .and_then(|bindgen| {
                bindgen
                    .typescript(false)
                    .demangle(false)
                    .remove_name_section(true)
                    .remove_producers_section(true)
                    .generate(module)
            })
            .map_err(|error| format!("wasm-bindgen: {error:#}"))?;
        fs::write(stamp, made_of)?;
        Ok(())
    }

    /// One file of the site.
    struct Asset {
        /// Its name in a URL, with the hash of its content.
        path: String,
        bytes: Vec<u8>,
    }

    /// The files, by their name in the sources, by which the server asks for them.
    #[derive(Default)]
    struct Site(BTreeMap<String, Asset>);

    impl Site {
        /// Adds a file under a path that carries its hash.
        fn add(&mut self, name: &str, bytes: Vec<u8>) {
            let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
            let path = format!("{stem}-{}.{extension}", &hash(&bytes)[..16]);
            self.0.insert(name.to_owned(), Asset { path, bytes });
        }

        fn path(&self, name: &str) -> Option<&str> {
            self.0.get(name).map(|asset| asset.path.as_str())
        }

        /// Writes the files and `site.rs`, which names them.
        fn write(&self, out: &Path, compressed: &Path) -> Result<()> {
            let files = out.join("site");
            if files.exists() {
                fs::remove_dir_all(&files)?;
            }
            let mut used = BTreeSet::new();
            let mut code = "/// All files of the site, sorted by name.\n".to_owned();
            code.push_str("pub static ASSETS: &[Asset] = &[\n");
            for (number, (name, Asset { path, bytes })) in self.0.iter().enumerate() {
                let content_type = content_type(path);
                let include = |extension: &str, bytes: &[u8]| -> Result<String> {
                    let file = format!("{number}{extension}");
                    write(&files.join(&file), bytes)?;
                    Ok(format!(
                        "include_bytes!(concat!(env!(\"OUT_DIR\"), \"/site/{file}\"))"
                    ))
                };
                let mut smaller = |extension: &str, compress: Compress| -> Result<String> {
                    let kept = format!("{}{extension}", hash(bytes));
                    let packed = remember(&compressed.join(&kept), bytes, compress)?;
                    used.insert(kept);
                    // Fonts, pictures and sounds are compressed as they are.
                    Ok(if packed.len() < bytes.len() / 20 * 19 {
                        format!("Some({})", include(extension, &packed)?)
                    } else {
                        "None".to_owned()
                    })
                };
                let (brotli, gzip) = (smaller(".br", brotli)?, smaller(".gz", gzip)?);
                let bytes = include("", bytes)?;
                writeln!(
                    code,
                    "    Asset {{ name: {name:?}, path: {path:?}, content_type: {content_type:?}, \
                     bytes: {bytes}, brotli: {brotli}, gzip: {gzip} }},",
                )?;
            }
            code.push_str("];\n");
            write(&out.join("site.rs"), code.as_bytes())?;
            for (name, file) in files_in(compressed)? {
                if !used.contains(&name) {
                    fs::remove_file(file)?;
                }
            }
            Ok(())
        }
    }

    /// The style sheets of a bundle as one, in the order of their names.
    fn add_styles(bundle: &Bundle, site: &mut Site, directory: &Path) -> Result<()> {
        let mut sheets = BTreeMap::new();
        for styles in bundle.styles {
            sheets.extend(files_in(&directory.join(styles))?);
        }
        let mut all = String::new();
        for (name, file) in sheets {
            let style = String::from_utf8(read(&file)?)?;
            let style = with_hashed_urls(&style, site)
                .map_err(|url| format!("{name}: url({url}) is not a file in public/"))?;
            all.push_str(&bare(&style));
            all.push('\n');
        }
        site.add(&format!("{}.css", bundle.name), all.into_bytes());
        Ok(())
    }

    /// A style sheet without its comments and indents. No text in it begins a comment.
    fn bare(style: &str) -> String {
        let mut parts = style.split("/*");
        let mut code = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            code.push_str(part.split_once("*/").map_or("", |(_, after)| after));
        }
        let lines = code.lines().map(str::trim);
        let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    }

    /// Puts the hashed name of a public file in each `url("/name")`, relative to the style sheet;
    /// the error is a name that no file has. What has a scheme, or is only a fragment, stays.
    fn with_hashed_urls(style: &str, site: &Site) -> std::result::Result<String, String> {
        let mut parts = style.split("url(");
        let mut done = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let quote = part.chars().next().filter(|first| "\"'".contains(*first));
            let close = quote.map_or(")".to_owned(), |quote| format!("{quote})"));
            let inner = &part[quote.map_or(0, char::len_utf8)..];
            let (url, rest) = inner.split_once(&close).ok_or_else(|| inner.to_owned())?;
            done.push_str("url(");
            if url.starts_with('#') || url.contains(':') {
                done.push_str(part);
            } else {
                let (name, fragment) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
                let path = site.path(name.trim_start_matches('/')).ok_or(url)?;
                done.push_str(&format!("\"{path}{fragment}\"){rest}"));
            }
        }
        Ok(done)
    }

    /// The wasm and its module, to which it adds what starts the islands.
    fn add_module(bundle: &Bundle, site: &mut Site, module: &Path, islands: &Path) -> Result<()> {
        let mut files = files_in(module)?;
        files.remove(STAMP);
        let name = format!("{}.js", bundle.name);
        // It isn't there where the front end was skipped and never made.
        let Some(script) = files.remove(&name) else {
            return Ok(());
        };
        let wasm = format!("{}_bg.wasm", bundle.name);
        let script = String::from_utf8([read(&script)?, read(islands)?].concat())?;
        let mut script = without_comments(&script);
        script = script.replace("WASM_OF_THIS_BUNDLE", &wasm);
        // The wasm, and the snippets of crates.
        for (name, file) in files {
            site.add(&name, read(&file)?);
            script = script.replace(&name, site.path(&name).unwrap_or_default());
        }
        site.add(&name, script.into_bytes());
        Ok(())
    }

    /// A script without its comments and indents, which nobody loads to read. Only whole lines of comment
    /// go, as wasm-bindgen writes them: what a line of code says is not looked at.
    fn without_comments(script: &str) -> String {
        let lines = script.lines().map(str::trim_start);
        let is_code = |line: &&str| {
            let is_comment = ["//", "/*", "*"].iter().any(|sign| line.starts_with(sign));
            !line.is_empty() && !is_comment
        };
        lines
            .filter(is_code)
            .map(|line| format!("{line}\n"))
            .collect()
    }

    /// The media type, by the name's end.
    fn content_type(path: &str) -> &'static str {
        match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "css" => "text/css; charset=utf-8",
            "ico" => "image/x-icon",
            "js" => "text/javascript; charset=utf-8",
            "mp3" => "audio/mpeg",
            "ogg" => "audio/ogg",
            "png" => "image/png",
            "svg" => "image/svg+xml",
            "txt" => "text/plain; charset=utf-8",
            "wasm" => "application/wasm",
            "wav" => "audio/wav",
            "webmanifest" => "application/manifest+json",
            "webp" => "image/webp",
            "woff2" => "font/woff2",
            _ => "application/octet-stream",
        }
    }

    fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut packed = Vec::new();
        // The crate's defaults are the best there is: quality 11, window 22.
        brotli::BrotliCompress(&mut &*bytes, &mut packed, &Default::default())?;
        Ok(packed)
    }

    fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(bytes)?;
        packed.finish()
    }

    type Compress = fn(&[u8]) -> io::Result<Vec<u8>>;

    /// What `compress` makes of the bytes, from the file that holds it since last time, if any.
    fn remember(file: &Path, bytes: &[u8], compress: Compress) -> Result<Vec<u8>> {
        if let Ok(known) = fs::read(file) {
            return Ok(known);
        }
        let packed = compress(bytes)?;
        // Renamed into place, so that an interrupted build leaves no half of a file.
        let new = file.with_extension("new");
        write(&new, &packed)?;
        fs::rename(new, file)?;
        Ok(packed)
    }

    /// All files below a directory with their names relative to it (`/` on every system), sorted;
    /// none if it isn't there. Hidden ones (`.gitkeep`, `.DS_Store`) are nobody's.
    fn files_in(directory: &Path) -> Result<BTreeMap<String, PathBuf>> {
        let mut found = BTreeMap::new();
        if !directory.exists() {
            return Ok(found);
        }
        for entry in fs::read_dir(directory)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            if entry.file_type()?.is_dir() {
                for (below, file) in files_in(&entry.path())? {
                    found.insert(format!("{name}/{below}"), file);
                }
            } else {
                found.insert(name, entry.path());
            }
        }
        Ok(found)
    }

    fn hash(bytes: &[u8]) -> String {
        let digest = Sha256::digest(bytes);
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn read(file: &Path) -> Result<Vec<u8>> {
        fs::read(file).map_err(|error| format!("{}: {error}", file.display()).into())
    }

    fn write(file: &Path, bytes: &[u8]) -> Result<()> {
        if let Some(directory) = file.parent() {
            fs::create_dir_all(directory)?;
        }
        fs::write(file, bytes).map_err(|error| format!("{}: {error}", file.display()).into())
    }
}
