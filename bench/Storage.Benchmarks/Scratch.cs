namespace Storage.Benchmarks;

internal static class Scratch
{
    public static void Empty(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        Directory.CreateDirectory(directory);
    }
}
