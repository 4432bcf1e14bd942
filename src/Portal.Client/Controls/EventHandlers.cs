using Microsoft.AspNetCore.Components;

namespace Portal.Client.Controls;

/// <summary>
/// Names the browser events of ours: <c>press.js</c> raises <c>held</c> when a button was held to its end, <c>news.js</c> <c>gone</c> when a
/// note has stood for its time, <c>live.js</c> <c>back</c> when the page hears the portal again.
/// </summary>
[EventHandler("onheld", typeof(EventArgs))]
[EventHandler("ongone", typeof(EventArgs))]
[EventHandler("onback", typeof(EventArgs))]
public static class EventHandlers
{
}
