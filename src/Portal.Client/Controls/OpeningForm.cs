namespace Portal.Client.Controls;

/// <summary>How the moving part of an opening is drawn. The form alone tells the state, without colour.</summary>
public enum OpeningForm
{
    /// <summary>Filled.</summary>
    Shut,

    /// <summary>Lifted or swung out.</summary>
    Open,

    /// <summary>On its way; a lid and a door are drawn open meanwhile.</summary>
    Moving,

    /// <summary>Dashed, with a question mark. What was last known is written, never drawn.</summary>
    Unknown,
}
