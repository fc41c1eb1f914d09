//! WordPress' own export (WXR 1.0 to 1.2), read a post with its comments at a time.

mod dates;
mod html;
mod markdown;
mod names;
mod rows;
mod shortcodes;
mod skips;
mod tags;
mod watched;
mod words;
mod xml;

use std::collections::HashMap;
use std::io::BufRead;

use chrono_tz::Tz;

use self::names::Name;
use self::rows::Converter;
use self::xml::{Piece, Xml};
use super::{Broken, Export, Item};
use crate::clock::Moment;

/// Bytes of one post with its comments, and of all names together, at most.
const ITEM: usize = 64 * 1024 * 1024;
/// What a comment weighs beside its words.
const COMMENT: usize = 512;
/// Elements between two signs of life while checking.
const OFTEN: u32 = 4096;

/// An export that is read from its beginning to its end.
pub struct Wordpress<R> {
    xml: Xml<R>,
    site: Site,
    authors: HashMap<String, String>,
    weight: usize,
    names_weight: usize,
    in_channel: bool,
    converter: Converter,
}

/// What the head of the file says about the blog.
#[derive(Debug, Default)]
struct Site {
    blog: String,
    network: String,
    link: String,
}

/// A post as it stands in the file.
#[derive(Debug, Default)]
struct RawPost {
    line: u64,
    title: String,
    link: String,
    guid: String,
    feed_date: String,
    login: String,
    content: String,
    excerpt: String,
    id: String,
    date: String,
    date_gmt: String,
    status: String,
    kind: String,
    password: String,
    categories: usize,
    comments: Vec<RawComment>,
    unknown_entities: usize,
}

/// A comment as it stands in the file, without the address, network and browser of its writer.
#[derive(Debug, Default)]
struct RawComment {
    line: u64,
    id: String,
    author: String,
    date: String,
    date_gmt: String,
    content: String,
    approved: String,
    kind: String,
    parent: String,
    unknown_entities: usize,
}

impl<R: BufRead> Export for Wordpress<R> {
    const SOURCE: &'static str = "wordpress";

    fn next(&mut self) -> Result<Option<Item>, Broken> {
        let Some(post) = self.next_post()? else { return Ok(None) };
        let site = self.site.name(&post);
        Ok(Some(self.converter.item(post, &site, &self.authors)))
    }

    fn check(&mut self, mut read: impl FnMut(u64)) -> Result<(), Broken> {
        let mut posts = 0_u32;
        while self.next_post()?.is_some() {
            posts += 1;
            if posts.is_multiple_of(OFTEN / 64) {
                read(self.xml.bytes());
            }
        }
        Ok(())
    }

    fn bytes(&self) -> u64 {
        self.xml.bytes()
    }
}

impl<R: BufRead> Wordpress<R> {
    /// Reads `from`, with wall-clock dates in `zone`; nothing is younger than `now`.
    pub fn new(from: R, zone: Tz, now: Moment) -> Self {
        Self {
            xml: Xml::new(from),
            site: Site::default(),
            authors: HashMap::new(),
            weight: 0,
            names_weight: 0,
            in_channel: false,
            converter: Converter::new(zone, now),
        }
    }

    fn next_post(&mut self) -> Result<Option<RawPost>, Broken> {
        loop {
            match self.xml.next()? {
                Piece::Open(Name::Rss) | Piece::Close | Piece::Text => {}
                Piece::Open(Name::Channel) => self.in_channel = true,
                Piece::Open(Name::Item) if self.in_channel => return self.post().map(Some),
                Piece::Open(Name::BaseBlog) => self.site.blog = self.xml.text()?,
                Piece::Open(Name::BaseSite) => self.site.network = self.xml.text()?,
                Piece::Open(Name::Link) => self.site.link = self.xml.text()?,
                Piece::Open(Name::Author) => self.author()?,
                Piece::Open(_) => self.xml.skip()?,
                Piece::End => return Ok(None),
            }
        }
    }

    fn author(&mut self) -> Result<(), Broken> {
        let (mut login, mut name) = (String::new(), String::new());
        loop {
            match self.xml.next()? {
                Piece::Open(Name::Login) => self.xml.text()?.trim().clone_into(&mut login),
                Piece::Open(Name::DisplayName) => name = self.xml.text()?,
                Piece::Open(_) => self.xml.skip()?,
                Piece::Close => break,
                Piece::Text | Piece::End => {}
            }
        }
        self.names_weight += login.len() + name.len() + COMMENT;
        if self.names_weight > ITEM {
            return Err(self.xml.broken("the list of writers is larger than 64 MiB"));
        }
        self.authors.insert(login, name);
        Ok(())
    }

    fn post(&mut self) -> Result<RawPost, Broken> {
        let mut post = RawPost { line: self.xml.at().line, ..RawPost::default() };
        self.weight = 0;
        self.xml.unknown_entities = 0;
        loop {
            match self.xml.next()? {
                Piece::Open(Name::Comment) => {
                    let before = std::mem::take(&mut self.xml.unknown_entities);
                    let comment = self.comment(&post)?;
                    post.comments.push(comment);
                    self.xml.unknown_entities = before;
                }
                Piece::Open(Name::Category) => {
                    post.categories += 1;
                    self.xml.skip()?;
                }
                Piece::Open(name) => match post.field(name) {
                    Some(field) => *field = self.xml.text()?,
                    None => self.xml.skip()?,
                },
                Piece::Close => break,
                Piece::Text | Piece::End => {}
            }
            self.weigh(&post, post.weight())?;
        }
        post.unknown_entities = self.xml.unknown_entities;
        Ok(post)
    }

    fn comment(&mut self, post: &RawPost) -> Result<RawComment, Broken> {
        let mut comment = RawComment { line: self.xml.at().line, ..RawComment::default() };
        self.xml.unknown_entities = 0;
        loop {
            match self.xml.next()? {
                Piece::Open(name) => match comment.field(name) {
                    Some(field) => *field = self.xml.text()?,
                    None => self.xml.skip()?,
                },
                Piece::Close => break,
                Piece::Text | Piece::End => {}
            }
        }
        comment.unknown_entities = self.xml.unknown_entities;
        self.weight += COMMENT + comment.content.len() + comment.author.len();
        self.weigh(post, 0)?;
        Ok(comment)
    }

    fn weigh(&self, post: &RawPost, more: usize) -> Result<(), Broken> {
        if self.weight + more <= ITEM {
            return Ok(());
        }
        let what = format!("post {} (line {}) is larger than 64 MiB with its comments, more than can be held at once", post.id, post.line);
        Err(self.xml.broken(&what))
    }
}

impl RawPost {
    fn field(&mut self, name: Name) -> Option<&mut String> {
        Some(match name {
            Name::Title => &mut self.title,
            Name::Link => &mut self.link,
            Name::Guid => &mut self.guid,
            Name::PubDate => &mut self.feed_date,
            Name::Creator => &mut self.login,
            Name::Content => &mut self.content,
            Name::Excerpt => &mut self.excerpt,
            Name::PostId => &mut self.id,
            Name::PostDate => &mut self.date,
            Name::PostDateGmt => &mut self.date_gmt,
            Name::Status => &mut self.status,
            Name::PostType => &mut self.kind,
            Name::Password => &mut self.password,
            _ => return None,
        })
    }

    fn weight(&self) -> usize {
        self.title.len() + self.content.len() + self.excerpt.len()
    }
}

impl RawComment {
    fn field(&mut self, name: Name) -> Option<&mut String> {
        Some(match name {
            Name::CommentId => &mut self.id,
            Name::CommentAuthor => &mut self.author,
            Name::CommentDate => &mut self.date,
            Name::CommentDateGmt => &mut self.date_gmt,
            Name::CommentContent => &mut self.content,
            Name::Approved => &mut self.approved,
            Name::CommentType => &mut self.kind,
            Name::CommentParent => &mut self.parent,
            _ => return None,
        })
    }
}

impl Site {
    /// The blog's address without scheme and end, so that a move to https does not make it another blog.
    fn name(&self, post: &RawPost) -> String {
        let addresses = [&self.blog, &self.network, &self.link];
        let whole = addresses.into_iter().map(|address| bare(address)).find(|address| !address.is_empty());
        let host = || {
            [&post.guid, &post.link]
                .into_iter()
                .map(|address| bare(address))
                .find_map(|address| address.split('/').next().map(str::to_owned).filter(|host| host.contains('.')))
        };
        whole.or_else(host).unwrap_or_else(|| "wordpress".to_owned())
    }
}

fn bare(address: &str) -> String {
    let address = address.trim().to_ascii_lowercase();
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(&address);
    rest.trim_end_matches('/').to_owned()
}
