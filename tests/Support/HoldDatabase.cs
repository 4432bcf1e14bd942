using Portal.Storage;

namespace Portal.Tests.Support;

/// <summary>Opens a database for writing, says <c>open</c> (or why not, with exit code 1), and holds it until its input ends.</summary>
internal static class HoldDatabase
{
    public static int Run(string file)
    {
        using var database = TestDatabase.At(file, TimeProvider.System);
        try
        {
            database.Open();
        }
        catch (StorageException exception)
        {
            Console.WriteLine(exception.Message);
            return 1;
        }

        Console.WriteLine("open");
        Console.In.ReadToEnd();
        return 0;
    }
}
