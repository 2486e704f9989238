"""Which static files leave the building: all of them, less the editor's plug-ins that nobody may use."""

from django.contrib.staticfiles.apps import StaticFilesConfig

# The first three send what is being typed to a vendor. The rest embed foreign content, upload, or were
# written for editors and browsers that are gone. A plug-in that isn't served can't be switched on.
UNSERVED_PLUGINS = (
    "exportpdf",
    "scayt",
    "wsc",
    "adobeair",
    "autoembed",
    "codesnippet*",
    "devtools",
    "docprops",
    "embed*",
    "flash",
    "iframe*",
    "preview",
    "templates",
    "upload*",
)


class NewsroomStaticFilesConfig(StaticFilesConfig):
    """Whole paths, not folder names: a `preview` folder of our own must still be collected."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        *(f"ckeditor/ckeditor/plugins/{plugin}/*" for plugin in UNSERVED_PLUGINS),
        "ckeditor/ckeditor/adapters/*",
        "ckeditor/ckeditor/bender-runner.config.json",
        "ckeditor/ckeditor/plugins/*/dev/*",
        "ckeditor/ckeditor/plugins/*/samples/*",
        "ckeditor/ckeditor/plugins/*/tests/*",
        "ckeditor/ckeditor/tests/*",
        "ckeditor/galleriffic/*",
    ]
