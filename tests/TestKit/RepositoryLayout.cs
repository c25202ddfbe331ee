namespace ShopActors.TestKit;

/// <summary>Where the built programs of this repository are.</summary>
internal static class RepositoryLayout
{
    // Outputs are in bin/<configuration>/<framework>.
    private static readonly string _configuration =
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    private static readonly Lazy<string> _root = new(FindRoot);

    public static string Root => _root.Value;

    /// <summary>Debug or Release, as this program was built.</summary>
    public static string Configuration => _configuration;

    /// <summary>
    /// A folder with published programs, one folder each by the name of the assembly, to run instead of those that were
    /// built in place; null for those.
    /// </summary>
    public static string? Published { get; set; }

    /// <summary>The path of a program, built in the configuration that the harness itself was built in.</summary>
    public static string Program(string project, string assembly)
    {
        if (Published is { } folder) return Path.Combine(folder, assembly, assembly + ".dll");

        var path = Path.Combine(Root, project, "bin", _configuration, "net10.0", assembly + ".dll");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"Not built yet; run: dotnet build -c {_configuration} {project}", path);
    }

    public static string WebApi => Program("src/WebApi", "ShopActors.WebApi");

    public static string Silo => Program("src/Silo", "ShopActors.Silo");

    public static string PaymentProvider =>
        Program("src/PaymentSimulator.Server", "ShopActors.PaymentSimulator.Server");

    private static string FindRoot()
    {
        for (var path = AppContext.BaseDirectory; path is not null; path = Path.GetDirectoryName(path))
        {
            if (File.Exists(Path.Combine(path, "ShopActors.sln"))) return path;
        }

        throw new DirectoryNotFoundException("No directory above the program holds ShopActors.sln.");
    }
}
