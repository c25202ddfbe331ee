using System.CodeDom.Compiler;
using System.Reflection;
using Orleans.Runtime;

namespace ShopActors.Architecture.Tests;

/// <summary>
/// Grain interface methods, endpoint handlers and calls of gRPC carry no <c>Async</c> suffix; every other method that
/// returns a task or an asynchronous stream does (STYLE.md). Exempt are the awaitable conditions <c>WhenX</c>, and
/// methods whose name a base class or an interface outside the shop prescribes.
/// </summary>
public sealed class AsyncNameTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic |
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] Sources =
    [
        "Grains.Interfaces", "Storage", "Grains", "Brokers", "Stripe", "PaymentSimulator", "Hosting",
        "WebApi", "Client",
    ];

    private static readonly Type[] Types = [.. Sources
        .SelectMany(name => Assembly.Load("ShopActors." + name).GetTypes())
        .Where(type => !IsGenerated(type))];

    [Fact]
    public void TaskMethods_EndInAsync()
    {
        var violations =
            from type in Types
            where !IsGrainInterface(type) && !IsHandlers(type)
            from method in type.GetMethods(Declared)
            where IsAsynchronous(method.ReturnType) && !method.Name.EndsWith("Async", StringComparison.Ordinal)
            where !IsCondition(method.Name) && !IsCompiled(method.Name)
            where !IsPrescribed(type, method)
            select $"{type.FullName}.{method.Name}";
        AssertNone(violations);
    }

    [Fact]
    public void GrainMethods_DoNotEndInAsync() =>
        AssertNone(
            from type in Types
            where IsGrainInterface(type)
            from method in type.GetMethods()
            where method.Name.EndsWith("Async", StringComparison.Ordinal)
            select $"{type.FullName}.{method.Name}");

    private static bool IsAsynchronous(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask) || (type.IsGenericType && (
            type.GetGenericTypeDefinition() == typeof(Task<>)
            || type.GetGenericTypeDefinition() == typeof(ValueTask<>)
            || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static bool IsGrainInterface(Type type) => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type);

    /// <summary>Endpoint handlers, and services whose methods a proto file names.</summary>
    private static bool IsHandlers(Type type) =>
        type.Name.EndsWith("Endpoints", StringComparison.Ordinal)
        || new[] { type, type.BaseType }.OfType<Type>().Any(each => each.GetCustomAttributesData()
            .Any(attribute => attribute.AttributeType.Name == "BindServiceMethodAttribute"));

    private static bool IsCondition(string name) =>
        name.StartsWith("When", StringComparison.Ordinal) && name.Length > 4 && char.IsUpper(name[4]);

    // Lambdas, property accessors and the program's entry point.
    private static bool IsCompiled(string name) =>
        name.Contains('<', StringComparison.Ordinal) || name.StartsWith("get_", StringComparison.Ordinal);

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(GeneratedCodeAttribute)) || type.Name.Contains('<', StringComparison.Ordinal)
        || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static bool IsPrescribed(Type type, MethodInfo method) =>
        IsForeign(method.GetBaseDefinition().DeclaringType!)
        || (!type.IsInterface && type.GetInterfaces()
            .Where(contract => IsForeign(contract) || IsGrainInterface(contract))
            .Any(contract => type.GetInterfaceMap(contract).TargetMethods.Contains(method)));

    private static bool IsForeign(Type type) =>
        type.Assembly.GetName().Name?.StartsWith("ShopActors.", StringComparison.Ordinal) != true;

    private static void AssertNone(IEnumerable<string> violations)
    {
        var list = violations.ToList();
        Assert.True(list.Count == 0, string.Join(Environment.NewLine, list));
    }
}
