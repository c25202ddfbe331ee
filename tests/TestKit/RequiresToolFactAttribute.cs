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
    public static string? WhyMissing(string tool, string install)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, tool)))
            ? null
            : $"{tool} is not on the PATH; to install it: {install}";
    }
}
