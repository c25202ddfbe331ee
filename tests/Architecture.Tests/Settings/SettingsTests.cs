namespace ShopActors.Architecture.Tests.Settings;

/// <summary>docs/settings.md lists the settings that the programs have.</summary>
public sealed class SettingsTests
{
    private const string Update = "UPDATE_SETTINGS";

    [Fact]
    public void Reference_OfThisVersion_IsTheCommittedOne()
    {
        var path = Path.Combine(Repository.Root, "docs", "settings.md");
        var present = SettingsReference.Write();
        if (Environment.GetEnvironmentVariable(Update) == "1") File.WriteAllText(path, present);
        Assert.True(
            File.ReadAllText(path) == present, $"docs/settings.md is not of this version; {Update}=1 writes it.");
    }

    [Fact]
    public void Settings_EachHasAMeaningAndADefault()
    {
        var bare = SettingsReference.Write().Split('\n').Where(line =>
            line.StartsWith("| `", StringComparison.Ordinal) && line.EndsWith("|  |", StringComparison.Ordinal));
        Assert.Empty(bare);
    }
}
