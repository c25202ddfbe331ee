namespace ShopActors.Cluster.Tests;

/// <summary>
/// A test of something that needs a program from the PATH; without it, it reports skipped and how to install it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresToolFactAttribute : FactAttribute
{
    public RequiresToolFactAttribute(string tool, string install)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (!path.Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, tool))))
        {
            Skip = $"{tool} is not on the PATH; to install it: {install}";
        }
    }
}
