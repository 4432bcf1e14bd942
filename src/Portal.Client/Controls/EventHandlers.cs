using Microsoft.AspNetCore.Components;

namespace Portal.Client.Controls;

/// <summary>Names the browser events of ours: <c>press.js</c> raises <c>held</c> when a button was held to its end.</summary>
[EventHandler("onheld", typeof(EventArgs))]
public static class EventHandlers
{
}
