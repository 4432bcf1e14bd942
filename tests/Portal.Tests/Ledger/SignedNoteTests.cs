using Portal.Ledger;

namespace Portal.Tests.Ledger;

public sealed class SignedNoteTests : IDisposable
{
    private const string Text = "portal.example/ledger\n5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";

    private readonly TestLedger _ledger = new();
    private readonly LedgerKey _key;
    private readonly VerifierKey _verifier;

    public SignedNoteTests()
    {
        _key = LedgerKey.LoadOrMake(_ledger.Keys);
        _verifier = new VerifierKey("portal.example/ledger", _key.PublicKey);
    }

    [Fact]
    public void Open_Signed_GivesTheText() => Assert.Equal(Text, SignedNote.Open(Signed(), _verifier));

    [Fact]
    public void Open_FurtherSignatures_ArePassedOver()
    {
        var note = Signed();
        Assert.Equal(Text, SignedNote.Open(note + "\u2014 witness.example AAAAAAAA\n", _verifier));
        var at = note.LastIndexOf("\n\n", StringComparison.Ordinal) + 2;
        Assert.Equal(Text, SignedNote.Open(note.Insert(at, "\u2014 witness.example AAAAAAAA\n\u2014 portal.example/ledger !\n"), _verifier));
    }

    [Theory]
    [InlineData("5\n", "6\n")]
    [InlineData("\n\n", "\n")]
    [InlineData("\u2014 portal", "\u2014 other")]
    [InlineData("\u2014", "-")]
    public void Open_Changed_GivesNothing(string part, string other) =>
        Assert.Null(SignedNote.Open(Signed().Replace(part, other, StringComparison.Ordinal), _verifier));

    [Fact]
    public void Open_OtherName_GivesNothing() =>
        Assert.Null(SignedNote.Open(Signed(), new VerifierKey("other.example/ledger", _key.PublicKey)));

    [Fact]
    public void Checkpoint_WrittenAndRead_IsTheSame()
    {
        var read = Checkpoint.Parse(Text);
        Assert.Equal(Text, read?.Text);
        Assert.Equal(("portal.example/ledger", 5L), (read?.Origin, read?.Size));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\n5\n")]
    [InlineData("a\n05\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")]
    [InlineData("a\n-5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")]
    [InlineData("a\n5\nAAAA\n")]
    [InlineData("a\n5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void Checkpoint_OtherText_IsNone(string text) => Assert.Null(Checkpoint.Parse(text));

    public void Dispose()
    {
        _key.Dispose();
        _ledger.Dispose();
    }

    private string Signed() => SignedNote.Sign(Text, "portal.example/ledger", _key);
}
