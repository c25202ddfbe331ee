using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ShopActors.Grains.Tests.Journals;

/// <summary>
/// What journals hold must be readable for ever, and by the version before while an upgrade is under way. Every member
/// and event name ever stored is in <c>stored-forms.txt</c>: none may go, and a new one is a decision that
/// docs/adr/0005 tells how to roll out.
/// </summary>
public sealed class StoredFormsTests
{
    private const string FileName = "stored-forms.txt";

    // Spoken with the provider, shipped with the program, or for others: never in a journal.
    private static readonly string[] NotStored = ["HttpPaymentJson", "SeedJson", "EventJson"];

    [Fact]
    public void StoredForms_OfThisVersion_AreTheListedOnes()
    {
        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Journals", FileName));
        var found = typeof(ShopError).Assembly.GetTypes()
            .Concat(typeof(StockState).Assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)) && !NotStored.Contains(type.Name))
            .Select(type => (JsonSerializerContext)type.GetProperty("Default")!.GetValue(null)!)
            .SelectMany(Describe)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();

        Assert.True(
            listed.SequenceEqual(found),
            $"{FileName} lacks:\n{string.Join('\n', found.Except(listed))}\n"
            + $"this version can no longer read:\n{string.Join('\n', listed.Except(found))}");
    }

    private static IEnumerable<string> Describe(JsonSerializerContext context)
    {
        var seen = new HashSet<Type>();
        var left = new Queue<Type>(context.GetType().GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!));
        while (left.TryDequeue(out var type))
        {
            if (!seen.Add(type) || Find(context, type) is not { } info) continue;

            foreach (var derived in info.PolymorphismOptions?.DerivedTypes ?? [])
            {
                yield return $"{type.Name}: {derived.TypeDiscriminator}";
                left.Enqueue(derived.DerivedType);
            }

            if (info.ElementType is { } element) left.Enqueue(element);
            if (info.Kind == JsonTypeInfoKind.None && Nullable.GetUnderlyingType(type) is { } value)
            {
                left.Enqueue(value);
            }

            foreach (var property in info.Properties)
            {
                yield return $"{type.Name}.{property.Name}";
                left.Enqueue(property.PropertyType);
            }
        }
    }

    private static JsonTypeInfo? Find(JsonSerializerContext context, Type type)
    {
        try
        {
            return context.Options.GetTypeInfo(type);
        }
        catch (NotSupportedException)
        {
            // A value with a converter of its own.
            return null;
        }
    }
}
