using Portal.Client.Access;

namespace Portal.Client.Gateway;

/// <summary>One access point with the makers' accounts from which its device can come.</summary>
public sealed record MakersPageView(AccessPointView Point, CloudsView Clouds);
