using Xunit;

namespace ShopActors.TestKit;

/// <summary>
/// A test of something that needs a program from the PATH; without it, it reports skipped and how to install it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal class RequiresToolFactAttribute : FactAttribute
{
    public RequiresToolFactAttribute(string tool, string install) => Skip = WhyMissing(tool, install);

    /// <summary>Null for a program that is there.</summary>
    public static string? WhyMissing(string tool, string install) =>
        Find(tool) is null ? $"{tool} is not on the PATH; to install it: {install}" : null;

    /// <summary>The path of a program from the PATH; null if it is not there.</summary>
    public static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Select(directory => Path.Combine(directory, tool)).FirstOrDefault(File.Exists);
}
