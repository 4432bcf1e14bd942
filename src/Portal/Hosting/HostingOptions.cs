using Portal.Client.Controls;

namespace Portal.Hosting;

/// <summary>Settings of section <c>Portal</c> that concern the program as a whole.</summary>
internal sealed class HostingOptions
{
    public const string Section = "Portal";

    /// <summary>Where people and programs reach the portal; https outside of Development, unless the host is loopback.</summary>
    public string PublicUrl { get; set; } = "http://localhost:5080";

    public KeysOptions Keys { get; set; } = new();

    public LimitsOptions Limits { get; set; } = new();

    public MapOptions Map { get; set; } = new();

    public ProxyOptions Proxy { get; set; } = new();

    internal sealed class KeysOptions
    {
        /// <summary>Holds what the database must not; relative paths start at the folder of <c>appsettings.json</c>.</summary>
        public string Directory { get; set; } = "keys/";
    }

    internal sealed class ProxyOptions
    {
        /// <summary>Addresses and networks of what stands in front of the portal and says where a request came from; nobody, if empty.</summary>
        public IReadOnlyList<string> Known { get; set; } = [];
    }

    internal sealed class LimitsOptions
    {
        /// <summary>Posts a minute from one address to pages where a stranger could guess, 1 to 100,000.</summary>
        public int GuessesPerMinute { get; set; } = 20;

        /// <summary>The same from all addresses together, of strangers and of whoever is signed in each, 1 to 1,000,000.</summary>
        public int GuessesPerMinuteInAll { get; set; } = 600;
    }

    internal sealed class MapOptions
    {
        /// <summary>Where maps get their pictures from, with <c>{z}</c>, <c>{x}</c> and <c>{y}</c>; empty: maps are drawn without, and nobody is asked.</summary>
        public string TileUrl { get; set; } = "";

        /// <summary>What the source wants to be said of it on each map.</summary>
        public string Attribution { get; set; } = "";

        public MapTiles? Tiles => TileUrl.Length == 0 ? null : new MapTiles(TileUrl, Attribution);
    }
}
