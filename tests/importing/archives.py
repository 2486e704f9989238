"""The same small archive of an invented agency in every form that can be imported."""

import json
from typing import Any, Final

RSS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Coast Service</title><link>https://old.example/</link><language>en-us</language>
{items}
</channel></rss>"""
RSS_ITEM: Final = """<item><title>Service opens &lt;i&gt;winter&lt;/i&gt; patrols &amp;amp; lanes</title>
<link>https://old.example/press/2009/12.html</link><guid isPermaLink="false">12@old.example</guid>
<pubDate>Wed, 04 Mar 2009 12:30:00 -0500</pubDate><category>Safety</category>
<description>Patrols began.</description>
<content:encoded><![CDATA[<p>PORT LORNE – The winter patrols began.</p><p><img src="a.png">Crews sail.</p>]]>
</content:encoded></item>"""
ATOM: Final = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Service</title>
<id>tag:old.example,2009:feed</id>{items}</feed>"""
ATOM_ENTRY: Final = """<entry><id>tag:old.example,2009:12</id>
<title type="html">Ouverture du &lt;b&gt;quai&lt;/b&gt;</title>
<link rel="self" href="https://old.example/12.atom"/><link href="https://old.example/fr/12"/>
<published>2009-03-04T17:30:00Z</published><updated>2019-03-04T17:30:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le quai est <em>ouvert</em>.</p></div></content>
</entry>"""
WXR: Final = """<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
     xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>Coast Service</title><language>en-US</language><wp:wxr_version>1.2</wp:wxr_version>
{items}
</channel></rss>"""


def post(number: int = 12, **fields: str) -> str:
    """A post of a WordPress export: published in March 2009, but for what `fields` say."""
    own = {
        "post_id": str(number),
        "post_type": "post",
        "status": "publish",
        "post_date": "2009-03-04 12:30:00",
        "post_date_gmt": "2009-03-04 17:30:00",
        "post_password": "",
        **fields,
    }
    return (
        f"<item><title>Service opens winter patrols &amp;amp; lanes</title><link>https://old.example/2009/{number}/</link>"
        f'<guid isPermaLink="false">https://old.example/?p={number}</guid>'
        "<pubDate>Wed, 04 Mar 2009 17:30:00 +0000</pubDate><category domain='category'>Safety</category>"
        "<excerpt:encoded><![CDATA[Patrols <b>began</b>.]]></excerpt:encoded>"
        "<content:encoded><![CDATA[The winter patrols began.\n\nCrews sail\non Monday.[gallery ids='1,2']"
        "\n\n<h2>More</h2>]]></content:encoded>"
        + "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in own.items())
        + "</item>"
    )


def row(number: int = 12, **fields: Any) -> dict[str, Any]:
    """An object of an archive of JSON Lines, issued in March 2009, but for what `fields` say."""
    return {
        "id": number,
        "url": f"https://old.example/press/{number}.html?lang=en",
        "headline": f"Service opens winter patrol {number}",
        "date": "2009-03-04T12:30:00-05:00",
        "body_html": f"<p>The winter patrols began with boat {number}.</p>",
        **fields,
    }


def lines(*rows: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(one)}\n" for one in rows)


DOCUMENT: Final = """Coast Service opens winter patrols

FOR IMMEDIATE RELEASE
March 4, 2009

Contact: Jo Doe, 202-555-0110

PORT LORNE – The winter patrols began this week with nine crews and three boats.

Crews checked 114 vessels in three days, the service said in its report.

###
"""
