//! The elements of an export that carry something for us, told by namespace and name, never by prefix.

use quick_xml::name::{Namespace, ResolveResult};

/// An element.
#[expect(clippy::enum_variant_names, reason = "these are WordPress' own names")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    Rss,
    Channel,
    Item,
    Title,
    Link,
    Guid,
    PubDate,
    Category,
    Creator,
    Content,
    Excerpt,
    BaseSite,
    BaseBlog,
    Author,
    Login,
    DisplayName,
    PostId,
    PostDate,
    PostDateGmt,
    Status,
    PostType,
    Password,
    Comment,
    CommentId,
    CommentAuthor,
    CommentDate,
    CommentDateGmt,
    CommentContent,
    Approved,
    CommentType,
    CommentParent,
    /// Anything else: passed over with all that is in it. Addresses of people, their networks and browsers are among these.
    Other,
}

/// Whose vocabulary a name is from.
#[derive(PartialEq, Eq)]
enum Space {
    Rss,
    Wordpress,
    Excerpt,
    Content,
    Dublin,
    Foreign,
}

/// The element `local` in the namespace its prefix stands for.
pub fn name(space: &ResolveResult, local: &str) -> Name {
    match space_of(space) {
        Space::Rss => in_rss(local),
        Space::Wordpress => in_wordpress(local),
        Space::Excerpt if local == "encoded" => Name::Excerpt,
        Space::Content if local == "encoded" => Name::Content,
        Space::Dublin if local == "creator" => Name::Creator,
        _ => Name::Other,
    }
}

/// Whether this is the address of WordPress' export vocabulary in a version we know (1.0 to 1.2, http or https).
pub fn is_wordpress(address: &str) -> bool {
    plain(address)
        .and_then(|rest| rest.strip_prefix("wordpress.org/export/"))
        .is_some_and(|version| matches!(version, "1.0" | "1.1" | "1.2"))
}

fn plain(address: &str) -> Option<&str> {
    let rest = address.trim().strip_prefix("http")?;
    let rest = rest.strip_prefix('s').unwrap_or(rest).strip_prefix("://")?;
    Some(rest.strip_suffix('/').unwrap_or(rest))
}

fn space_of(space: &ResolveResult) -> Space {
    let ResolveResult::Bound(Namespace(address)) = space else {
        return if matches!(space, ResolveResult::Unbound) { Space::Rss } else { Space::Foreign };
    };
    if is_wordpress(address) {
        return Space::Wordpress;
    }
    match plain(address) {
        Some("purl.org/rss/1.0/modules/content") => Space::Content,
        Some("purl.org/dc/elements/1.1") => Space::Dublin,
        Some("wordpress.org/export/1.0/excerpt" | "wordpress.org/export/1.1/excerpt" | "wordpress.org/export/1.2/excerpt") => {
            Space::Excerpt
        }
        _ => Space::Foreign,
    }
}

fn in_rss(local: &str) -> Name {
    match local {
        "rss" => Name::Rss,
        "channel" => Name::Channel,
        "item" => Name::Item,
        "title" => Name::Title,
        "link" => Name::Link,
        "guid" => Name::Guid,
        "pubDate" => Name::PubDate,
        "category" => Name::Category,
        _ => Name::Other,
    }
}

fn in_wordpress(local: &str) -> Name {
    match local {
        "base_site_url" => Name::BaseSite,
        "base_blog_url" => Name::BaseBlog,
        "author" => Name::Author,
        "author_login" => Name::Login,
        "author_display_name" => Name::DisplayName,
        "post_id" => Name::PostId,
        "post_date" => Name::PostDate,
        "post_date_gmt" => Name::PostDateGmt,
        "status" => Name::Status,
        "post_type" => Name::PostType,
        "post_password" => Name::Password,
        "comment" => Name::Comment,
        "comment_id" => Name::CommentId,
        "comment_author" => Name::CommentAuthor,
        "comment_date" => Name::CommentDate,
        "comment_date_gmt" => Name::CommentDateGmt,
        "comment_content" => Name::CommentContent,
        "comment_approved" => Name::Approved,
        "comment_type" => Name::CommentType,
        "comment_parent" => Name::CommentParent,
        _ => Name::Other,
    }
}
