namespace Portal.Access;

/// <summary>A number of the batch was used before with other bytes (S21): the batch is rolled back.</summary>
internal sealed class EventConflictException(int index) : Exception("Event " + index + " of the batch repeats a number with other bytes.")
{
    /// <summary>Which event of the batch.</summary>
    public int Index => index;
}
