using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace ShopActors.Architecture.Tests.Settings;

/// <summary>
/// The settings of all programs, from the classes that configuration is bound to and the comments on their properties.
/// </summary>
internal static class SettingsReference
{
    private const string Introduction = """
        # Settings

        Made from the options classes; a test compares. Each can be given in an `appsettings.json` beside the program,
        on the command line (`--Orders:FirstNumber=1`) or in the environment (`Orders__FirstNumber`). All are checked at
        start; a wrong one stops the process with its name. A time is `hh:mm:ss` or `d.hh:mm:ss`. What a shop has to
        think about is in [operations.md](operations.md).
        """;

    private static readonly string[] Programs =
    [
        "ShopActors.Brokers", "ShopActors.Grains", "ShopActors.Hosting", "ShopActors.PaymentSimulator",
        "ShopActors.Storage", "ShopActors.Stripe", "ShopActors.WebApi",
    ];

    public static string Write()
    {
        var text = new StringWriter { NewLine = "\n" };
        text.WriteLine(Introduction.ReplaceLineEndings("\n"));
        foreach (var (section, type) in Sections())
        {
            text.WriteLine();
            text.WriteLine($"## {section}");
            text.WriteLine(PropertyComments.OfClass(type));
            text.WriteLine();
            text.WriteLine("| setting | default | allowed | meaning |");
            text.WriteLine("|---|---|---|---|");
            foreach (var row in Rows(section, type)) text.WriteLine(row);
        }

        return text.ToString();
    }

    private static IEnumerable<(string Section, Type Type)> Sections() =>
        from name in Programs
        from type in Assembly.Load(name).GetTypes()
        let field = type.GetField("SectionName", BindingFlags.Public | BindingFlags.Static)
        where field is { IsLiteral: true }
        let section = (string)field.GetRawConstantValue()!
        orderby section
        select (section, type);

    private static IEnumerable<string> Rows(string path, Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var (name, inner) = Describe($"{path}:{property.Name}", property.PropertyType);
            var isCollection = name.EndsWith(":0", StringComparison.Ordinal) || name.EndsWith('>');
            var isBound = property.SetMethod is not null || inner is not null || isCollection;
            if (!isBound) continue;
            var (summary, value) = PropertyComments.Of(property);
            if (inner is null || isCollection)
            {
                yield return $"| `{name}` | {value} | {Allowed(property)} | {summary} |";
            }

            if (inner is null) continue;
            foreach (var row in Rows(name, inner)) yield return row;
        }
    }

    /// <summary>The name of a setting, and the class of its parts if it has any.</summary>
    private static (string Name, Type? Inner) Describe(string name, Type type)
    {
        if (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)))
        {
            var isMap = type.GetGenericArguments() is [_, _];
            var item = type.GetGenericArguments()[^1];
            return (name + (isMap ? ":<name>" : ":0"), IsClass(item) ? item : null);
        }

        return (name, IsClass(type) ? type : null);
    }

    private static bool IsClass(Type type) =>
        type.IsClass && type.Assembly.GetName().Name!.StartsWith("ShopActors.", StringComparison.Ordinal);

    private static string Allowed(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsEnum) return string.Join(", ", Enum.GetNames(type).Select(name => $"`{name}`"));
        if (type == typeof(bool)) return "`true`, `false`";
        return property.GetCustomAttribute<RangeAttribute>() is { } range
            ? $"{Text(range.Minimum)} – {Text(range.Maximum)}"
            : "";
    }

    private static string Text(object bound) => Convert.ToString(bound, CultureInfo.InvariantCulture)!;
}
